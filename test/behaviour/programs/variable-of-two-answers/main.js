var request = require('request');
var url = 'https://www.cloudflare.com/api_json.html';
var data;
request.post({ url: url, json: true, form: { a: 'zone_load_multi', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL } }, function (err, res, body) {
  if (err) throw err;
  if (body.result !== 'success') { console.log(body.msg); process.exit(1); }
  data = body.response.zones.objs;
  console.log(data.filter(function (z) { return z.zone_name === 'example.org'; }).length);
  request.post({ url: url, json: true, form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.org' } }, function (err, res, body) {
    if (err) throw err;
    data = body.response.recs.objs;
    console.log(data.map(function (r) { return r.name; }).join(' '));
  });
});
