var watcher = require('./lib/watcher');

watcher.on('records', function (zone, recs) {
  console.log(zone + ' has ' + recs.length + ' records');
  recs.slice(0, 3).forEach(function (rec) { console.log(rec.name, rec.ttl, rec.service_mode); });
});
watcher.on('failed', function (zone) {
  console.log('no answer for ' + zone);
  process.exitCode = 1;
});

watcher.check('example.org');
