'use strict';
const fetch = require('node-fetch');

class CloudflareAPI {
  constructor(options) {
    this.options = options;
    this.url = 'https://www.cloudflare.com/api_json.html';
  }

  execute(params) {
    params.tkn = this.options.token;
    params.email = this.options.email;
    return fetch(this.url, { method: 'POST', body: new URLSearchParams(params) })
      .then((res) => res.json())
      .then((data) => (data.result === 'error' ? Promise.reject(new Error(data.msg)) : data));
  }
}

module.exports = CloudflareAPI;
