var request = require('request');
var dns = (function () {
  function call(action, params, done) {
    params.a = action;
    params.tkn = process.env.CF_KEY;
    params.email = process.env.CF_EMAIL;
    request.post({ url: 'https://www.cloudflare.com/api_json.html', form: params, json: true }, function (err, res, body) {
      if (err || body.result !== 'success') return done(err || new Error(body.msg));
      done(null, body.response);
    });
  }
  function list(zone, done) {
    call('rec_load_all', { z: zone }, function (err, r) { done(err, r && r.recs.objs); });
  }
  function setProxy(zone, rec, on, done) {
    call('rec_edit', { z: zone, id: rec.rec_id, type: rec.type, name: rec.name, content: rec.content, ttl: rec.ttl, service_mode: on ? 1 : 0 }, done);
  }
  return { list: list, setProxy: setProxy };
}());
dns.list('example.org', function (err, records) {
  if (err) return console.log('E', err.message);
  var www = records.filter(function (r) { return r.name === 'www.example.org'; })[0];
  console.log(www.content, www.service_mode);
  dns.setProxy('example.org', www, www.service_mode !== '1', function (err) { console.log(err ? err.message : 'switched'); });
});
