var cf = require('./cf');

exports.purgeAll = function (zone, tries, done) {
  cf.purge(zone, function (err, body) {
    if (err) {
      if (tries > 1) return exports.purgeAll(zone, tries - 1, done);
      console.log('network');
      return done(false);
    }
    done(body.result === 'success');
  });
};
exports.count = function (zone, done) {
  cf.loadRecords(zone, function (err, data) {
    done(err || data.result === 'error' ? -1 : data.response.recs.count);
  });
};
