var rp = require('request-promise');
function call(action, params) {
  return rp({ method: 'POST', uri: 'https://www.cloudflare.com/api_json.html', json: true,
    form: Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params) });
}
exports.add = function (zone, name, ip) {
  return call('rec_new', { z: zone, type: 'A', name: name, content: ip, ttl: 1 });
};
exports.list = function (zone) {
  return call('rec_load_all', { z: zone });
};
if (require.main === module)
  exports.add('example.org', 'fresh', '192.0.2.9').then(function (body) {
    console.log(body.result, body.response && body.response.rec.obj.name);
    return exports.list('example.org');
  }).then(function (body) { console.log(body.response && body.response.recs.objs.map(function (r) { return r.name + r.service_mode; }).join(' ')); }, function (e) { console.log('x', e.message); process.exitCode = 1; });
