// What a request takes is set behind it, for the round that comes next.
const request = require('request');

const URL = 'https://www.cloudflare.com/api_json.html';
const account = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };

function send(form) {
  return new Promise((resolve) => {
    request.post({ url: URL, form: form, json: true }, (err, res, body) => {
      if (err || body.result !== 'success') process.exitCode = 1;
      resolve(err ? 'no connection' : body.msg || body.result);
    });
  });
}

async function rules() {
  let action = 'wl';
  for (const ip of ['198.51.100.7', '198.51.100.8']) {
    console.log(ip, await send({ a: action, key: ip, tkn: account.tkn, email: account.email }));
    action = 'ban';
  }
}

async function records() {
  const form = { a: 'rec_new', z: 'example.net', type: 'A', name: 'first', content: '198.51.100.7', ttl: 1 };
  Object.assign(form, account);
  for (const name of ['second', 'third']) {
    console.log(form.name, await send(form));
    form.name = name;
    form.type = 'TXT';
  }
}

async function level() {
  const fields = { z: 'example.net', note: 'by hand', v: 'high', tkn: account.tkn, email: account.email };
  let query = 'a=sec_lvl';
  for (const key in fields) {
    if (key === 'note') continue;
    query += '&' + key + '=' + encodeURIComponent(fields[key]);
  }
  await new Promise((resolve) => {
    request.post(
      { url: URL, body: query, headers: { 'content-type': 'application/x-www-form-urlencoded' }, json: true },
      (err, res, body) => {
        if (err) console.log('level', 'no connection');
        else console.log('level', body.msg || body.result);
        resolve();
      },
    );
  });
}

rules().then(records).then(level);
