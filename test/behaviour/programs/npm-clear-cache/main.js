// grunt release calls this with the environment of the build server
var cloudflare = require('cloudflare');

var email = process.env.CF_EMAIL;
var token = process.env.CF_KEY;
var client = cloudflare.createClient(token, email);

var domains = ['example.com', 'example.org'];

function clear(domain, cb) {
  client.clearCache(domain, function (err) {
    if (err) {
      console.log(domain + ': ' + err.message);
      return cb(err);
    }
    console.log(domain + ': cleared');
    cb();
  });
}

function finish(err) {
  process.exit(err ? 1 : 0);
}

clear(domains[0], function (err) {
  if (err) return finish(err);
  clear(domains[1], finish);
});
