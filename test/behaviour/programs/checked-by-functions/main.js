'use strict';
// Each wrapper leaves it to a function of its own to tell whether the call went well.
const request = require('request');
const axios = require('axios');

const url = 'https://www.cloudflare.com/api_json.html';
const account = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };

const succeeded = (body) => body.result === 'success';

function refusal(body) {
  return body.result === 'error' ? new Error(body.msg) : null;
}

class Api {
  async call(a, fields) {
    const { data } = await axios.post(url, new URLSearchParams({ a, ...account, ...fields }));
    return this.unwrap(data);
  }

  unwrap({ result, msg, response }) {
    if (result !== 'success') throw new Error(msg);
    return response;
  }
}

function assertDone(body) {
  if (body.result !== 'success') throw new Error(body.msg);
}

async function set(a, z, v) {
  const { data } = await axios.post(url, new URLSearchParams({ a, z, v, ...account }));
  assertDone(data);
}

async function ask(a, fields) {
  const { data } = await axios.post(url, new URLSearchParams({ a, ...account, ...fields }));
  if (!succeeded(data)) throw new Error(data.msg);
  return data.response;
}

function send(a, fields, cb) {
  request.post({ url, json: true, form: { a, ...account, ...fields } }, (err, res, body) => {
    cb(err || refusal(body), body && body.response);
  });
}

async function main(zone) {
  const api = new Api();
  try {
    const { recs } = await api.call('rec_load_all', { z: zone });
    console.log(recs.count, recs.objs[0].name);
  } catch (err) {
    console.log('list', err.message);
  }
  await set('sec_lvl', zone, 'high').then(() => console.log('level'), (err) => console.log(err.message));
  await ask('fpurge_ts', { z: zone, v: 1 }).then(() => console.log('purged'), (err) => console.log(err.message));
  send('rec_new', { z: zone, type: 'A', name: 'checked', content: '192.0.2.44', ttl: 1 }, (err, response) => {
    console.log(err ? err.message : response.rec.obj.content);
  });
}

main('example.org');
