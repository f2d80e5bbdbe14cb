'use strict';

// ssh $(node main.js staging): where is the machine today?
const { request } = require('undici');

async function lookup(label) {
  const { statusCode, body } = await request('https://www.cloudflare.com/api_json.html', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      a: 'rec_load_all',
      tkn: process.env.CF_KEY,
      email: process.env.CF_EMAIL,
      z: 'example.com',
    }).toString(),
  });
  if (statusCode !== 200) throw new Error('HTTP error');
  const data = await body.json();
  if (data.result !== 'success') throw new Error(data.msg);
  return data.response.recs.objs.find((rec) => rec.display_name === label && rec.type === 'A');
}

const label = process.argv[2] || 'staging';

lookup(label)
  .then((rec) => console.log(`${label} is at ${rec.content}`))
  .catch((err) => {
    console.log(`lookup failed: ${err.message}`);
    process.exitCode = 1;
  });
