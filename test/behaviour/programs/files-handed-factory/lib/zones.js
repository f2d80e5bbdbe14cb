var async = require('async');
module.exports = function (api) {
  function all(cb) { api.call('zone_load_multi', function (err, res) { if (err) return cb(err); cb(null, res.zones.objs); }); }
  function names(cb) { all(function (err, zones) { cb(err, zones && zones.map(function (z) { return z.zone_name; })); }); }
  function purgeAll(cb) {
    names(function (err, list) {
      if (err) return cb(err);
      async.mapSeries(list.slice(0, 3), function (name, next) {
        api.call('fpurge_ts', { z: name, v: 1 }, function (err) { next(null, err ? name + ': ' + err.message : name + ': purged'); });
      }, cb);
    });
  }
  return { all: all, names: names, purgeAll: purgeAll };
};
