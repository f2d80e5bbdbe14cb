var api = require('./lib/api')({ email: process.env.CF_EMAIL, token: process.env.CF_KEY });
var zones = require('./lib/zones')(api);

zones.purgeAll(function (err, lines) {
  if (err) { console.error(err.message); process.exit(1); }
  lines.forEach(function (line) { console.log(line); });
});
