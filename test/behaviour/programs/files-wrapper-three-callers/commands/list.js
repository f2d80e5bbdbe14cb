var call = require('../lib/cloudflare');

module.exports = function (zone, done) {
  call('rec_load_all', { z: zone }, function (err, response) {
    if (err) return done(err);
    response.recs.objs.forEach(function (rec) {
      console.log(rec.name + ' ' + rec.content);
    });
    done(null, response.recs.objs[0].rec_id);
  });
};
