var request = require('request');
function cf(action, params, cb) {
  var form = { a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
  for (var k in params) form[k] = params[k];
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    if (err) return cb(err);
    if (body.result !== 'success') return cb(new Error(body.msg));
    cb(null, body.response);
  });
}

const util = require('util');
const call = util.promisify(cf);
(async () => {
  const { recs } = await call('rec_load_all', { z: 'example.org' });
  for (const r of recs.objs) console.log(r.type, r.name);
  await call('fpurge_ts', { z: 'example.org', v: 1 });
  console.log('purged');
})().catch((e) => console.log('failed', e.message));

var _ = require('lodash');
var purge = cf.bind(null, 'fpurge_ts');
var level = _.partial(cf, 'sec_lvl');
purge({ z: 'example.org', v: 1 }, function (err) {
  if (err) return console.log('failed', err.message);
  console.log('purged');
  level({ z: 'example.org', v: 'high' }, function (err) {
    console.log(err ? 'failed ' + err.message : 'high');
  });
});

var Promise = require('bluebird');
var later = Promise.promisify(cf);
later('devmode', { z: 'example.net', v: 1 }).then(function () {
  console.log('development mode is on');
}).catch(function (e) { console.log('not on', e.message); });
