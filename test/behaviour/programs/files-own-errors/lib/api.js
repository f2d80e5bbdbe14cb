const fetch = require('node-fetch');
const { ApiError } = require('./errors');

const URL = 'https://www.cloudflare.com/api_json.html';

module.exports = async function api(action, fields) {
  const body = new URLSearchParams({ a: action, email: process.env.CF_EMAIL, tkn: process.env.CF_KEY, ...fields });
  const res = await fetch(URL, { method: 'POST', body });
  const { result, msg, err_code: code, response } = await res.json();
  if (result === 'error') throw new ApiError(msg, action, code);
  return response;
};
