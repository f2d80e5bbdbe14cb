'use strict';
const request = require('request');

module.exports = function level(zone, value) {
  const form = { a: 'sec_lvl', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone, v: value };
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form }, require('./handle').onLevel);
};
