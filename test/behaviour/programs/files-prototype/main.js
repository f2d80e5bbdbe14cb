var CloudFlare = require('./lib/cloudflare');

var cf = new CloudFlare(process.env.CF_EMAIL, process.env.CF_KEY);

cf.level('example.com', 'high', function (err) {
  if (err) {
    console.log('level: ' + err.message);
    process.exitCode = 1;
    return;
  }
  cf.purge('example.com', function (err) {
    console.log(err ? 'purge: ' + err.message : 'hardened and purged');
  });
});
