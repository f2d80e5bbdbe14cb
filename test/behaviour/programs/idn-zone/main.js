'use strict';

const request = require('request');

const zone = 'bücher.example';
const api = 'https://www.cloudflare.com/api_json.html';
const auth = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };

request.post(api, { form: { a: 'rec_load_all', ...auth, z: zone }, json: true }, (err, res, body) => {
  if (err) throw err;
  if (body.result === 'error') {
    console.log(`${zone}: ${body.msg}`);
    process.exit(1);
  }
  body.response.recs.objs.forEach((rec) => {
    console.log(`${rec.name} ${rec.content}`);
  });

  request.post(
    api,
    { form: { a: 'rec_new', ...auth, z: zone, type: 'A', name: 'kasse', content: '192.0.2.62', ttl: 300 }, json: true },
    (err, res, body) => {
      if (err) throw err;
      console.log(body.result === 'success' ? `new: ${body.response.rec.obj.name}` : `not made: ${body.msg}`);
    }
  );
});
