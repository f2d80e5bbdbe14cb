#!/usr/bin/env node
'use strict';

const request = require('request');

const [command, ...args] = process.argv.slice(2);
const url = 'https://www.cloudflare.com/api_json.html';
const auth = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
const zone = 'example.com';

function fail(message) {
  console.error(`dns: ${message}`);
  process.exit(1);
}

function finish(err, res, body) {
  if (err) return fail('no connection');
  if (body.result !== 'success') return fail(body.msg);
  console.log('ok');
}

function load(use) {
  request.post({ url, form: { a: 'rec_load_all', z: zone, ...auth }, json: true }, (err, res, body) => {
    if (err) return fail('no connection');
    if (body.result !== 'success') return fail(body.msg);
    use(body.response.recs.objs);
  });
}

switch (command) {
  case 'list':
    load((records) => {
      for (const rec of records.filter((r) => !args[0] || r.type === args[0])) {
        console.log([rec.type, rec.display_name, rec.content].join('\t'));
      }
    });
    break;
  case 'rm':
    load((records) => {
      const rec = records.find((r) => r.name === `${args[0]}.${zone}` && r.type === args[1]);
      if (!rec) return fail('no such record');
      request.post({ url, form: { a: 'rec_delete', z: zone, id: rec.rec_id, ...auth }, json: true }, finish);
    });
    break;
  case 'add':
    request.post(
      { url, form: { a: 'rec_new', z: zone, type: args[1], name: args[0], content: args[2], ttl: 1, ...auth }, json: true },
      finish
    );
    break;
  default:
    fail('list | rm NAME TYPE | add NAME TYPE CONTENT');
}
