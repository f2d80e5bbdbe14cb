'use strict';

const { promisify } = require('util');
const post = promisify(require('request').post);

const expected = [
  ['A', 'vpn.example.com', '198.51.100.8'],
  ['A', 'staging.example.com', '192.0.2.40'],
  ['A', 'home.example.com', '198.51.100.7'],
  ['AAAA', 'home.example.com', '2001:db8::7'],
  ['CNAME', 'blog.example.com', 'pages.example.net'],
  ['CNAME', 'docs.example.com', 'example.com'],
  ['MX', 'example.com', 'mail.example.com'],
  ['TXT', 'example.com', 'v=spf1 include:_spf.example.net -all'],
  ['NS', 'lab.example.com', 'ns1.example.net'],
];

(async () => {
  const res = await post('https://www.cloudflare.com/api_json.html', {
    form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' },
  });
  const data = JSON.parse(res.body);
  if (data.result !== 'success') {
    console.log(data.msg);
    process.exit(1);
  }
  let found = 0;
  for (const [type, name, content] of expected) {
    if (data.response.recs.objs.some((r) => r.type === type && r.name === name && r.content === content)) found++;
    else console.log(`missing: ${type} ${name}`);
  }
  console.log(`${found} of ${expected.length} checked`);
})();
