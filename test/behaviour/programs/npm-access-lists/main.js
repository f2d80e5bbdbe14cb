// Applies the access list of the security team, line by line
var client = require('cloudflare').createClient({ email: process.env.CF_EMAIL, token: process.env.CF_KEY });

var list = [
  '+ 203.0.113.5',
  '- 203.0.113.6',
  '- 203.0.113.5',
  '? 192.0.2.200'
];

function apply(lines) {
  if (lines.length === 0) return;
  var line = lines[0].split(' ');
  var sign = line[0];
  var ip = line[1];

  function done(word) {
    return function (err) {
      if (err) {
        console.log(ip + ' stays as it is');
        process.exitCode = 1;
      } else {
        console.log(word + ' ' + ip);
      }
      apply(lines.slice(1));
    };
  }

  if (sign === '+') client.whitelistIp(ip, done('whitelisted'));
  else if (sign === '-') client.banIp(ip, done('banned'));
  else client.unlistIp(ip, done('unlisted'));
}

apply(list);
