var request = require('request');
var auth = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
function v1(fields, cb) {
  request.post({ url: 'https://www.cloudflare.com/api_json.html', json: true, form: Object.assign({}, auth, fields) }, function (err, res, body) {
    if (err) return cb(err);
    if (body.result !== 'success') return cb(new Error(body.msg));
    cb(null, body.response);
  });
}
function edit(rec, opts, cb) {
  v1({ a: 'rec_edit', z: 'example.org', id: rec.rec_id, type: rec.type, name: rec.name, content: opts.content || rec.content, ttl: opts.ttl, service_mode: opts.mode, prio: opts.prio }, cb);
}
v1({ a: 'rec_load_all', z: 'example.org' }, function (err, r) {
  if (err) return console.log(err.message);
  var www = r.recs.objs.filter(function (one) { return one.type === 'CNAME'; })[0];
  var mx = r.recs.objs.filter(function (one) { return one.type === 'MX'; })[0];
  console.log(www.name, www.service_mode, mx.prio, mx.ttl);
  edit(www, { content: 'other.example.net' }, function (err, r) {
    console.log(err ? err.message : r.rec.obj.content + ' ' + r.rec.obj.service_mode + ' ' + r.rec.obj.ttl);
    edit(mx, { ttl: 300 }, function (err, r) {
      console.log(err ? err.message : r.rec.obj.content + ' ' + r.rec.obj.prio + ' ' + r.rec.obj.ttl);
    });
  });
});
