var find = require('./lib/find');

find.byType('example.org', 'CNAME', function (err, list) {
  if (err) {
    console.log('failed: ' + err.message);
    process.exitCode = 1;
    return;
  }
  list.forEach(function (rec) {
    console.log(rec.name, '->', rec.content, rec.service_mode === '1' ? 'proxied' : 'direct', rec.ttl);
  });
});
