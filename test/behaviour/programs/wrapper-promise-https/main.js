'use strict';
const https = require('https');
const querystring = require('querystring');

const CF = {
  email: process.env.CF_EMAIL,
  token: process.env.CF_KEY,
};

function cfRequest(action, options) {
  return new Promise((resolve, reject) => {
    const data = querystring.stringify(Object.assign({
      a: action,
      tkn: CF.token,
      email: CF.email
    }, options));
    const req = https.request({
      hostname: 'www.cloudflare.com',
      path: '/api_json.html',
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': data.length }
    }, (res) => {
      let body = '';
      res.on('data', (d) => (body += d));
      res.on('end', () => {
        const json = JSON.parse(body);
        if (json.result === 'success') resolve(json.response);
        else reject(new Error(json.msg));
      });
    });
    req.on('error', reject);
    req.end(data);
  });
}

const listRecords = (zone) => cfRequest('rec_load_all', { z: zone }).then((r) => r.recs.objs.map((o) => ({ id: o.rec_id, name: o.name, proxied: o.service_mode === '1' })));
const purge = (zone) => cfRequest('fpurge_ts', { z: zone, v: 1 }).then(() => true);
const update = async (zone, name, ip) => {
  const { recs } = await cfRequest('rec_load_all', { z: zone });
  const rec = recs.objs.find((r) => r.name === name && r.type === 'A');
  if (!rec) throw new Error('no such record');
  if (rec.content === ip) return false;
  await cfRequest('rec_edit', { z: zone, type: 'A', id: rec.rec_id, name, content: ip, ttl: 1, service_mode: rec.service_mode });
  return true;
};

(async () => {
  const records = await listRecords('example.com');
  console.log(records.some((rec) => rec.proxied && rec.name === 'www.example.com'));
  console.log(await purge('example.com'));
  console.log(await update('example.com', 'vpn.example.com', '198.51.100.88'));
})().catch(() => {
  console.log('failed');
  process.exitCode = 1;
});
