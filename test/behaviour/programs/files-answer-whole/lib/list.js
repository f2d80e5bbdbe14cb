var cf = require('./cf');

module.exports = function (zone, done) {
  cf.loadRecords(zone, function (err, body) {
    if (err) return done(err);
    if (body.result !== 'success') return done(new Error('cloudflare: ' + body.msg));
    done(null, body.response.recs.objs.map(function (rec) { return rec.display_name + ' ' + rec.content; }));
  });
};
