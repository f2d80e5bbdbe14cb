// Files that ask their own exports: each of them in another way.
var dns = require('./lib/dns');
var cache = require('./lib/cache');
var firewall = require('./lib/firewall');
var stats = require('./lib/stats');

dns.list('example.org', function (err, response) {
  console.log(err ? err.message : response.recs.count);
  cache.purge('example.org', function (err) {
    console.log(err ? err.message : 'purged');
    firewall.ban('198.51.100.20', function (err) {
      console.log(err ? err.message : 'banned');
      stats('zone_check', { zones: 'example.org' }, function (err, response) {
        console.log(err ? err.message : Object.keys(response.zones));
      });
    });
  });
});
