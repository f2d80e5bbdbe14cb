const p = require('phin');

const api = 'https://www.cloudflare.com/api_json.html';

async function main() {
  const form = {
    a: 'rec_new',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: 'example.org',
    type: 'A',
    name: 'build',
    content: '203.0.113.140',
    ttl: 120,
  };

  const res = await p({ url: api, method: 'POST', form, parse: 'json' });

  if (res.body.result === 'error') {
    console.log(res.body.msg);
    process.exit(1);
  }

  const { name, content, ttl } = res.body.response.rec.obj;
  console.log(`wrote ${content} to ${name} for ${ttl} seconds`);
}

main();
