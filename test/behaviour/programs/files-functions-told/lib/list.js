'use strict';
const request = require('request');
const out = require('./out');
const { handle } = require('./handle');

const API = 'https://www.cloudflare.com/api_json.html';

module.exports = function list(zone, done) {
  const form = { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone };
  request.post({ url: API, json: true, form }, (err, res, body) => {
    if (err) return out.failed();
    if (out.ok(body)) out.table(body);
    handle(zone, err, body);
    done();
  });
};
