'use strict';

module.exports = {
  port: 8080,
  api: {
    url: 'https://www.cloudflare.com/api_json.html',
    timeout: 5000
  },
  cloudflare: {
    email: process.env.CF_EMAIL,
    token: process.env.CF_KEY,
    zone: 'example.org'
  },
  actions: { list: 'rec_load_all', purge: 'fpurge_ts' }
};
