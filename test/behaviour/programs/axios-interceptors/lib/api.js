'use strict';
const axios = require('axios');
const qs = require('qs');

const api = axios.create({ baseURL: 'https://www.cloudflare.com', timeout: 10000 });

api.interceptors.request.use((config) => {
  config.data = qs.stringify(Object.assign({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, config.data));
  return config;
});

api.interceptors.response.use((res) => {
  const { result, msg, response } = res.data;
  if (result !== 'success') {
    throw new Error(msg);
  }
  return response;
});

exports.call = (a, params) => api.post('/api_json.html', Object.assign({ a }, params));
