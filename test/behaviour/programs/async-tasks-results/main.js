var async = require('async');
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
async.series([
  function (cb) {
    async.parallel({
      recs: function (cb) { cf('rec_load_all', { z: 'example.org' }, cb); },
      zones: function (cb) { cf('zone_load_multi', {}, cb); }
    }, function (err, out) {
      if (err) { console.log('parallel failed', err.message); return cb(); }
      console.log(out.recs.recs.objs.map(function (r) { return r.name + ' ' + r.type; }).sort().join(','), out.zones.zones.count);
      cb();
    });
  },
  function (cb) {
    async.parallel([
      function (next) { cf('rec_load_all', { z: 'example.org' }, next); },
      function (next) { cf('rec_load_all', { z: 'example.net' }, next); }
    ], function (err, lists) {
      if (err) { console.log('list failed', err.message); return cb(); }
      console.log(lists[0].recs.count + lists[1].recs.count);
      cb();
    });
  },
  function (cb) {
    async.auto({
      zones: function (done) { cf('zone_load_multi', {}, done); },
      recs: ['zones', function (results, done) {
        console.log(results.zones.zones.objs.length);
        cf('rec_load_all', { z: 'example.org' }, done);
      }],
      report: ['recs', function (results, done) {
        console.log(results.recs.recs.objs[0].content);
        done();
      }]
    }, function (err, results) {
      console.log(err ? 'auto failed ' + err.message : 'auto ' + results.zones.zones.count);
      cb();
    });
  },
  function (cb) {
    async.retry({ times: 2, interval: 10 }, function (done) { cf('rec_load_all', { z: 'example.org' }, done); }, function (err, r) {
      console.log(err ? 'retry failed ' + err.message : r.recs.objs.length);
      cb();
    });
  },
  function (cb) {
    async.mapSeries(['example.org', 'example.net'], function (zone, next) { cf('rec_load_all', { z: zone }, next); }, function (err, answers) {
      if (err) { console.log('map failed', err.message); return cb(); }
      answers.forEach(function (answer) { console.log(answer.recs.objs.length); });
      cb();
    });
  }
]);
