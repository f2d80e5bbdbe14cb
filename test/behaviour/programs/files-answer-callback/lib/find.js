var dns = require('./dns');

exports.byType = function (zone, type, callback) {
  dns.records(zone, function (err, recs) {
    if (err) return callback(err);
    callback(null, recs.filter(function (rec) { return rec.type === type; }));
  });
};
