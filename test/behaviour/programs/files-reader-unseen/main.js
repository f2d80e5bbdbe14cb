var zones = require('./lib/zones');
var keep = require('./lib/keep');

zones(function (err, list) {
  if (err) {
    console.log('failed');
    process.exitCode = 1;
    return;
  }
  keep.write(list);
  keep.read().slice(0, 2).forEach(function (zone) { console.log(zone.zone_name, zone.zone_type, zone.zone_status); });
});
