// Dynamic DNS: node main.js <host> <ip>
var request = require('request');

var API = 'https://www.cloudflare.com/api_json.html';
var ZONE = 'example.com';

var host = process.argv[2];
var ip = process.argv[3];

function fail(what) {
  console.error('ddns: ' + what);
  process.exit(1);
}

request.post({
  url: API,
  form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: ZONE }
}, function (err, res, body) {
  if (err) return fail('connection');
  var data = JSON.parse(body);
  if (data.result !== 'success') return fail(data.msg);

  var record = data.response.recs.objs.filter(function (rec) {
    return rec.type === 'A' && rec.name === host;
  })[0];
  if (!record) return fail('no A record for ' + host);
  if (record.content === ip) {
    console.log(host + ' is up to date');
    return;
  }

  request.post({
    url: API,
    form: {
      a: 'rec_edit',
      tkn: process.env.CF_KEY,
      email: process.env.CF_EMAIL,
      z: ZONE,
      id: record.rec_id,
      type: 'A',
      name: record.name,
      content: ip,
      ttl: record.ttl,
      service_mode: record.service_mode
    }
  }, function (err, res, body) {
    if (err) return fail('connection');
    var answer = JSON.parse(body);
    if (answer.result !== 'success') return fail(answer.msg);
    console.log(host + ' ' + record.content + ' -> ' + answer.response.rec.obj.content);
  });
});
