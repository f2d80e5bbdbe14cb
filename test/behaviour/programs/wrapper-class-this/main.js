'use strict';
const request = require('request');
class CloudFlare {
  constructor(email, token) {
    this.email = email;
    this.token = token;
    this.endpoint = 'https://www.cloudflare.com/api_json.html';
  }

  _request(action, params, fn) {
    const form = Object.assign({ a: action, email: this.email, tkn: this.token }, params);
    request.post({ url: this.endpoint, form: form, json: true }, (err, res, body) => {
      if (err) return fn(err);
      if (body.result === 'error') return fn(new Error(body.msg), body);
      fn(null, body.response);
    });
  }

  purge(zone, fn) {
    this._request('fpurge_ts', { z: zone, v: 1 }, fn);
  }

  records(zone, fn) {
    this._request('rec_load_all', { z: zone }, (err, res) => {
      if (err) return fn(err);
      fn(null, res.recs.objs);
    });
  }
}
const cf = new CloudFlare(process.env.CF_EMAIL, process.env.CF_KEY);
cf.records('example.org', (err, recs) => {
  if (err) return console.log('no records');
  recs.forEach((r) => console.log(r.name, r.content));
  cf.purge('example.com', (error) => console.log(error ? 'failed' : 'purged'));
});
