var task = require('./lib/task');
var settings = require('./settings.json');

task({
  action: 'fpurge_ts',
  token: process.env.CF_KEY,
  email: process.env.CF_EMAIL,
  domain: settings.domains[0]
}, function (err, message) {
  console.log(err ? 'failed: ' + err.message : message);
  if (err) process.exitCode = 1;
});
