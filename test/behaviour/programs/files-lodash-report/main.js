var cloudflare = require('./lib/cloudflare');
var report = require('./report');

cloudflare.allRecords('example.org', function (err, recs) {
  if (err) {
    console.log(err.message);
    process.exitCode = 1;
    return;
  }
  report(recs);
});
