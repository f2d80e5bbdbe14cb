var async = require('async');
var dns = require('./dns');

module.exports = function sync(zone, wanted, done) {
  dns.list(zone, function (err, recs) {
    if (err) return done(err);
    var have = {};
    recs.forEach(function (rec) { have[rec.type + ' ' + rec.name] = rec; });
    var missing = wanted.filter(function (one) { return !have[one.type + ' ' + one.name]; });
    var names = wanted.map(function (one) { return one.name; });
    var extra = recs.filter(function (rec) { return rec.type === 'A' && names.indexOf(rec.name) < 0; });
    async.series([
      function (next) { async.eachSeries(missing, function (one, cb) { dns.add(zone, one, cb); }, next); },
      function (next) { async.eachSeries(extra, function (rec, cb) { dns.remove(zone, rec.rec_id, cb); }, next); }
    ], function (err) {
      done(err, { added: missing.length, removed: extra.length });
    });
  });
};
