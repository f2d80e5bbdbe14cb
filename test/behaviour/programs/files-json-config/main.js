const request = require('request');
const config = require('./config.json');
const { zone, type } = config.dns;

const url = `https://${config.host}/api_json.html`;
const auth = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };

request.post({ url, json: true, form: { a: 'rec_load_all', z: zone, ...auth } }, (err, res, body) => {
  if (err || body.result !== 'success') {
    console.log('no records');
    process.exitCode = 1;
    return;
  }
  const rec = body.response.recs.objs.find((one) => one.type === type && one.display_name === config.dns.record);
  const form = { a: 'rec_edit', z: zone, id: rec.rec_id, type, name: config.dns.record, ttl: config.dns.ttl, ...auth };
  form.content = '198.51.100.44';
  request.post({ url, json: true, form }, (err, res, body) => {
    console.log(!err && body.result === 'success' ? `${rec.content} is 198.51.100.44 now` : 'failed');
  });
});
