'use strict';

const https = require('https');
const qs = require('querystring');

function send(form) {
  return new Promise((resolve, reject) => {
    const data = qs.stringify(Object.assign({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, form));
    const options = {
      host: 'www.cloudflare.com',
      path: '/api_json.html',
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(data) },
    };
    const req = https.request(options, (res) => {
      let text = '';
      res.on('data', (chunk) => {
        text += chunk;
      });
      res.on('end', () => resolve(text));
    });
    req.on('error', reject);
    req.end(data);
  }).then(JSON.parse);
}

async function call(action, fields) {
  const body = await send(Object.assign({ a: action }, fields));
  if (body.result === 'error') throw new Error(`${action}: ${body.msg}`);
  return body.response;
}

async function main() {
  const { recs } = await call('rec_load_all', { z: 'example.org' });
  const home = recs.objs.find((one) => one.display_name === 'home');
  const { rec } = await call('rec_edit', {
    z: 'example.org',
    id: home.rec_id,
    type: home.type,
    name: home.name,
    content: '198.51.100.40',
    ttl: home.ttl,
    service_mode: home.service_mode,
  });
  console.log(rec.obj.name, rec.obj.content);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
