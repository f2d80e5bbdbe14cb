const fetch = require('node-fetch');
const { URLSearchParams } = require('url');

module.exports = class Cloudflare {
  constructor(email, key) {
    this.email = email;
    this.key = key;
  }

  request(params) {
    const body = new URLSearchParams(Object.assign({ email: this.email, tkn: this.key }, params));
    return fetch('https://www.cloudflare.com/api_json.html', { method: 'POST', body }).then((res) => res.json());
  }

  purge(zone) {
    return this.request({ a: 'fpurge_ts', z: zone, v: 1 });
  }

  records(zone) {
    return this.request({ a: 'rec_load_all', z: zone });
  }

  async find(zone, name) {
    const body = await this.records(zone);
    if (body.result === 'error') throw new Error(body.msg);
    return body.response.recs.objs.find((rec) => rec.name === name);
  }

  level(zone, v) {
    return this.request({ a: 'sec_lvl', z: zone, v });
  }
};
