var cf = require('./cf');

exports.list = function (zone, cb) {
  cf.call('rec_load_all', { z: zone }, function (err, response) {
    if (err) return cb(err);
    cb(null, response.recs.objs);
  });
};
exports.add = function (zone, rec, cb) {
  cf.call('rec_new', { z: zone, type: rec.type, name: rec.name, content: rec.content, ttl: rec.ttl || 1 }, cb);
};
exports.remove = function (zone, id, cb) {
  cf.call('rec_delete', { z: zone, id: id }, cb);
};
