// A zone that nobody named is none: neither the account's only one, nor all of them.
const request = require('request');

const API = 'https://www.cloudflare.com/api_json.html';
const account = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };

const purge = { url: API, form: { ...account, a: 'fpurge_ts', z: process.env.ZONE, v: 1 }, json: true };
request.post(purge, (err, res, body) => {
  if (err) return console.log('failed');
  console.log('purge:', body.result === 'success' ? 'done' : body.msg);
  const level = { url: API, form: { ...account, a: 'sec_lvl', z: process.env.ZONE || '', v: 'high' }, json: true };
  request.post(level, (err, res, body) => {
    if (err) return console.log('failed');
    console.log('level:', body.result === 'success' ? 'done' : body.msg);
  });
});
