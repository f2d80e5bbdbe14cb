const request = require('request');
const config = require('./config');
require('./setup')('fpurge_ts');

const form = { a: config.action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: config.zone, v: 1 };
request.post({ url: 'https://www.cloudflare.com/api_json.html', form, json: true }, (err, res, body) => {
  console.log(!err && body.result === 'success' ? 'done' : 'failed');
});
