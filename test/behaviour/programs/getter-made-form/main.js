'use strict';

const request = require('request');

class Zone {
  #name;
  #cache = null;
  static endpoint = 'https://www.cloudflare.com/api_json.html';

  constructor(name) {
    this.#name = name;
  }

  get credentials() {
    return { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
  }

  get name() { return this.#name; }

  #form(a, more) {
    return { a, ...this.credentials, z: this.#name, ...more };
  }

  settings(cb) {
    if (this.#cache) return cb(null, this.#cache);
    request.post({ url: Zone.endpoint, form: this.#form('zone_settings'), json: true }, (err, res, body) => {
      if (err) return cb(err);
      if (body.result !== 'success') return cb(new Error(body.msg));
      const [s] = body.response.result.objs;
      this.#cache = { level: s.sec_lvl, cache: s.cache_lvl, dev: s.dev_mode > 0 };
      cb(null, this.#cache);
    });
  }

  purge(cb) {
    request.post({ url: Zone.endpoint, form: this.#form('fpurge_ts', { v: 1 }), json: true }, (err, res, body) => {
      cb(err || (body.result !== 'success' ? new Error(body.msg) : null));
    });
  }
}

const zone = new Zone('example.com');
zone.settings((err, s) => {
  if (err) return console.log('settings:', err.code ? 'net' : err.message);
  console.log(`${zone.name}: ${s.level}/${s.cache}${s.dev ? ' (dev)' : ''}`);
  zone.purge((err) => console.log(err ? 'not purged' : 'purged'));
});
