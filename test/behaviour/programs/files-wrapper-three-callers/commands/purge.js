var call = require('../lib/cloudflare');

exports.all = function (zones) {
  zones.forEach(function (zone) {
    call('fpurge_ts', { z: zone, v: 1 }, function (err) {
      console.log(err ? 'purge failed' : 'purged');
    });
  });
};
