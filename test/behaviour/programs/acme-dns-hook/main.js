#!/usr/bin/env node
// certbot hook: main.js add|remove NAME TOKEN
const https = require('https');
const { stringify } = require('querystring');

const [, , action, name, token] = process.argv;

function call(params) {
  return new Promise((resolve, reject) => {
    const data = stringify({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com', ...params });
    const req = https.request('https://www.cloudflare.com/api_json.html', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(data) },
    }, (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk));
      res.on('end', () => {
        const answer = JSON.parse(Buffer.concat(chunks).toString());
        if (answer.result === 'error') reject(new Error(answer.msg));
        else resolve(answer.response);
      });
    });
    req.on('error', reject);
    req.end(data);
  });
}

async function main() {
  if (action === 'add') {
    const { rec } = await call({ a: 'rec_new', type: 'TXT', name, content: token, ttl: 120 });
    console.log('added ' + rec.obj.name);
  } else {
    const { recs } = await call({ a: 'rec_load_all' });
    const old = recs.objs.filter((rec) => rec.type === 'TXT' && rec.display_name === name);
    for (const rec of old) {
      await call({ a: 'rec_delete', id: rec.rec_id });
      console.log('removed ' + rec.content);
    }
  }
}

main().catch((err) => {
  console.error('hook: ' + err.message);
  process.exitCode = 1;
});
