const rp = require('request-promise');
module.exports = function call(action, fields) {
  const form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, fields);
  return rp.post({ uri: 'https://www.cloudflare.com/api_json.html', form, json: true }).then((body) => {
    if (body.result !== 'success') return Promise.reject(new Error(body.msg));
    return body.response;
  });
};
