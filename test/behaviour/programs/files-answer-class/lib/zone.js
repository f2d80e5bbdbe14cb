'use strict';
const request = require('request');

class Zone {
  constructor(name, options) {
    this.name = name;
    this.options = options;
  }

  load(callback) {
    const form = { a: 'rec_load_all', tkn: this.options.key, email: this.options.email, z: this.name };
    request.post({ url: 'https://www.cloudflare.com/api_json.html', form, json: true }, (err, res, body) => {
      if (err) return callback(err);
      if (body.result !== 'success') return callback(new Error(body.msg));
      callback(null, body.response.recs.objs);
    });
  }
}

module.exports = Zone;
