// switch builds the body; callback style with options object
var needle = require('needle');
function cloudflare(method, opts, done) {
  var data = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: opts.zone };
  switch (method) {
    case 'list':
      data.a = 'rec_load_all';
      break;
    case 'purge':
      data.a = 'fpurge_ts';
      data.v = 1;
      break;
    case 'delete':
      data.a = 'rec_delete';
      data.id = opts.id;
      break;
  }
  needle.post('https://www.cloudflare.com/api_json.html', data, function (err, res) {
    if (err) return done(err);
    if (res.body.result === 'error') return done(res.body.msg);
    done(null, res.body.response);
  });
}
cloudflare('list', { zone: 'example.com' }, function (err, data) {
  if (err) return console.log('error', err);
  var old = data.recs.objs.filter(function (r) { return /^node-00/.test(r.name); });
  old.forEach(function (r) {
    cloudflare('delete', { zone: 'example.com', id: r.rec_id }, function (err) {
      console.log(err ? 'not deleted' : 'deleted', r.name);
    });
  });
});
