var async = require('async');
var cloudflare = require('cloudflare').createClient({ email: process.env.CF_EMAIL, token: process.env.CF_KEY });

var zones = ['example.com', 'example.org'];

async.series({
  on: function (next) {
    async.eachSeries(zones, function (zone, done) {
      cloudflare.devmode(zone, true, function (err, res) {
        if (err) return done(err);
        console.log(zone + ' in development mode');
        done();
      });
    }, next);
  },
  purge: function (next) {
    async.eachSeries(zones, function (zone, done) {
      cloudflare.clearCache(zone, done);
    }, next);
  },
  level: function (next) {
    cloudflare.secLvl(zones[0], 'high', function (err) {
      next(err);
    });
  }
}, function (err) {
  if (err) {
    console.log('stopped: ' + err.message);
    return process.exit(1);
  }
  console.log('ready for work');
});
