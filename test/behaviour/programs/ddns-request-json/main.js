'use strict';

const request = require('request');

const config = {
  endpoint: 'https://www.cloudflare.com/api_json.html',
  zone: 'example.com',
  hosts: process.env.CF_HOSTS.split(','),
  ip: process.env.MY_IP,
  key: process.env.CF_KEY,
  email: process.env.CF_EMAIL,
};

let updated = 0;

function update(records, done) {
  const record = records.shift();
  if (!record) return done();
  request.post({
    url: config.endpoint,
    json: true,
    form: {
      a: 'rec_edit',
      tkn: config.key,
      email: config.email,
      z: config.zone,
      id: record.rec_id,
      type: 'A',
      name: record.display_name,
      content: config.ip,
      ttl: '1',
    },
  }, (err, res, body) => {
    if (err) return done(err);
    if (body.result === 'error') return done(new Error(body.msg));
    // the server echoes the record: believe that, not the request
    if (body.response.rec.obj.content === config.ip) updated++;
    update(records, done);
  });
}

request.post({
  url: config.endpoint,
  json: true,
  form: { a: 'rec_load_all', tkn: config.key, email: config.email, z: config.zone },
}, (err, res, body) => {
  if (err) throw err;
  if (body.result === 'error') {
    console.log('cannot list records: ' + body.msg);
    process.exit(2);
  }
  const mine = body.response.recs.objs.filter((r) => r.type === 'A' && config.hosts.indexOf(r.display_name) >= 0);
  update(mine, (err) => {
    if (err) console.log('stopped: ' + err.message);
    console.log(updated + ' updated');
    process.exitCode = err ? 1 : 0;
  });
});
