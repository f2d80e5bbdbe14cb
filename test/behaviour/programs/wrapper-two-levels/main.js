var request = require('request');
var API = 'https://www.cloudflare.com/api_json.html';
var key = process.env.CF_KEY, email = process.env.CF_EMAIL;

function api(action, params, cb) {
  request.post({ url: API, json: true, form: Object.assign({ a: action, tkn: key, email: email }, params) }, function (err, res, body) {
    if (err) return cb(err);
    if (body.result === 'error') return cb(new Error(body.msg));
    cb(null, body.response);
  });
}
function records(zone, cb) {
  api('rec_load_all', { z: zone }, cb);
}
function purge(zone, cb) {
  api('fpurge_ts', { z: zone, v: 1 }, cb);
}
function byName(zone, name, done) {
  records(zone, function (err, res) {
    if (err) return done(err);
    var found = res && res.recs.objs.filter(function (r) { return r.name === name; })[0];
    done(null, found);
  });
}
byName('example.com', 'vpn.example.com', function (err, rec) {
  if (err) return console.log('failed');
  if (!rec) return console.log('none');
  console.log(rec.content, rec.ttl, rec.service_mode === '1');
  purge('example.com', function (err) { console.log(err ? 'failed' : 'purged'); });
});
