const axios = require('axios');
const qs = require('querystring');

exports.postForm = async (url, form) => {
  const { data } = await axios.post(url, qs.stringify(form));
  return data;
};

exports.postJson = async (url, body) => (await axios.post(url, body)).data;
