// Looks at the address again and again; here the addresses come from a list
var request = require('request');

var addresses = ['198.51.100.7', '203.0.113.20', '203.0.113.20', '203.0.113.21'];
var recordId = null;
var lastIp = null;

function post(fields, callback) {
  fields.tkn = process.env.CF_KEY;
  fields.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: fields, json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result === 'error') return callback(new Error(body.msg));
    callback(null, body.response);
  });
}

function tick() {
  var ip = addresses.shift();
  if (!ip) {
    clearInterval(timer);
    return console.log('done');
  }
  if (ip === lastIp) return console.log(ip + ' unchanged');
  post({ a: 'rec_edit', z: 'example.com', id: recordId, type: 'A', name: 'home', content: ip, ttl: 120 }, function (err) {
    if (err) return console.log(err.message);
    lastIp = ip;
    console.log(ip + ' set');
  });
}

var timer;
post({ a: 'rec_load_all', z: 'example.com' }, function (err, response) {
  if (err) {
    console.log('start: ' + err.message);
    process.exit(1);
  }
  response.recs.objs.forEach(function (rec) {
    if (rec.name === 'home.example.com' && rec.type === 'A') {
      recordId = rec.rec_id;
      lastIp = rec.content;
    }
  });
  timer = setInterval(tick, 100);
});
