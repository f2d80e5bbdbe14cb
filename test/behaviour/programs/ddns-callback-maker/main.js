// DDNS: compare, then edit or create
var superagent = require('superagent');
var API = 'https://www.cloudflare.com/api_json.html';
var host = process.argv[2] || 'www.example.com', zone = 'example.com', ip = process.argv[3] || '203.0.113.77';
function cf(a, extra, next) {
  var form = { a: a, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone };
  for (var k in extra) form[k] = extra[k];
  superagent.post(API).type('form').send(form).end(function (e, r) {
    if (e) return next(e);
    if (r.body.result == 'error') return next(r.body.msg);
    next(null, r.body.response);
  });
}
cf('rec_load_all', {}, function (err, resp) {
  if (err) { console.log('error', typeof err === 'string' ? err : 'network'); return process.exit(1); }
  var rec = resp.recs.objs.filter(function (r) { return r.type === 'A' && r.name === host; })[0];
  if (!rec) {
    return cf('rec_new', { type: 'A', name: host.replace('.' + zone, ''), content: ip, ttl: 1, service_mode: 0 }, done('created'));
  }
  if (rec.content === ip) return console.log('unchanged');
  cf('rec_edit', { id: rec.rec_id, type: rec.type, name: rec.name, content: ip, ttl: rec.ttl, service_mode: rec.service_mode }, done('updated'));
});
function done(word) {
  return function (err, resp) {
    if (err) { console.log('error', err); process.exit(1); }
    console.log(word, resp.rec.obj.name, resp.rec.obj.content);
  };
}
