'use strict';
const CloudflareAPI = require('./lib/api');

const api = new CloudflareAPI({ token: process.env.CF_KEY, email: process.env.CF_EMAIL });

api
  .execute({ a: 'rec_load_all', z: 'example.org' })
  .then((data) => {
    const rec = data.response.recs.objs.find((one) => one.type === 'A');
    console.log('changing', rec.name);
    return api.execute({ a: 'rec_edit', z: 'example.org', type: 'A', id: rec.rec_id, name: rec.name, content: '192.0.2.99', ttl: '300', service_mode: rec.service_mode });
  })
  .then((data) => console.log('changed', data.response.rec.obj.content))
  .catch((err) => {
    console.log('refused:', err.message);
    process.exitCode = 1;
  });
