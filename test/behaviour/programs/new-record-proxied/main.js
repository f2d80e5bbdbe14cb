'use strict';

const request = require('request');

const landing = {
  type: 'A',
  name: 'landing.example.com',
  content: '192.0.2.77',
  ttl: '1',
  service_mode: '1',
};

request.post(
  'https://www.cloudflare.com/api_json.html',
  {
    json: true,
    form: Object.assign(
      { a: 'rec_new', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' },
      landing
    ),
  },
  (err, res, { result, msg, response } = {}) => {
    if (err) {
      console.log('offline');
      process.exit(2);
    }
    if (result !== 'success') {
      console.log(`landing page has no name: ${msg}`);
      process.exit(1);
    }
    const { name, props } = response.rec.obj;
    console.log(`${name} ${props.cloud_on === 1 ? 'proxied' : 'direct'}`);
  }
);
