'use strict';
const request = require('request');
const out = require('./out');

const API = 'https://www.cloudflare.com/api_json.html';

module.exports = function purge(zone, done) {
  const form = { a: 'fpurge_ts', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone, v: 1 };
  request.post({ url: API, json: true, form }, (err, res, body) => {
    if (err) return out.failed();
    try {
      out.assertOk(body);
      console.log('purged');
    } catch (e) {
      console.log(e.message);
    }
    done();
  });
};
