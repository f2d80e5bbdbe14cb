'use strict';

const https = require('https');

const url = 'https://www.example.com/news.html';

const path =
  `/api_json.html?a=zone_file_purge&tkn=${process.env.CF_KEY}&email=${encodeURIComponent(process.env.CF_EMAIL)}` +
  `&z=example.com&url=${encodeURIComponent(url)}`;

https.get({ host: 'www.cloudflare.com', path }, (res) => {
  let text = '';
  res.on('data', (chunk) => (text += chunk));
  res.on('end', () => {
    let answer;
    try {
      answer = JSON.parse(text);
    } catch (e) {
      console.log('not JSON');
      process.exit(1);
    }
    if (answer.result !== 'success') {
      console.log(`not purged: ${answer.msg}`);
      process.exit(1);
    }
    console.log(`purged ${url}`);
  });
}).on('error', () => {
  console.log('not purged: no connection');
  process.exit(1);
});
