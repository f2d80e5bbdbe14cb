var send = require('./lib/send');

send('zone_load_multi', function (err, response) {
  if (err) {
    console.log(err.message);
    process.exitCode = 1;
    return;
  }
  console.log(response.zones.objs.length);
  send('cache_lvl', { z: 'example.com', v: 'agg' }, function (err) {
    console.log(err ? err.message : 'cached');
  });
});
