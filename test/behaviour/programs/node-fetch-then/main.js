const fetch = require('node-fetch');

const body = new URLSearchParams({
  a: 'rec_new',
  tkn: process.env.CF_KEY,
  email: process.env.CF_EMAIL,
  z: 'example.com',
  type: 'CNAME',
  name: 'status',
  content: 'statuspage.example.net',
  ttl: '1',
});

fetch('https://www.cloudflare.com/api_json.html', { method: 'POST', body })
  .then((res) => res.json())
  .then((json) => {
    if (json.result !== 'success') {
      console.log('not created: ' + json.msg);
      process.exit(1);
    }
    const record = json.response.rec.obj;
    console.log('created ' + record.name);
    console.log('it is ' + (record.props.cloud_on ? 'proxied' : 'not proxied'));
  })
  .catch(() => {
    console.log('not created');
    process.exit(1);
  });
