var request = require('request');
function encode(o) {
  var s = '';
  for (var k in o) {
    if (o.hasOwnProperty(k)) s += '&' + k + '=' + encodeURIComponent(o[k]);
  }
  return s.substr(1);
}
function post(o, cb) {
  o.tkn = process.env.CF_KEY;
  o.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', body: encode(o), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, function (err, res, body) {
    if (err) return cb(err);
    cb(null, JSON.parse(body));
  });
}
post({ a: 'rec_load_all', z: 'example.org' }, function (err, body) {
  if (err) throw err;
  if (body.result !== 'success') { console.log(body.msg); process.exit(1); }
  console.log(body.response.recs.objs.map(function (r) { return r.name; }).join(' '));
});
