var request = require('request');

var ips = process.argv.slice(2);

ips.forEach(function (ip) {
  if (!/^[\d.]+$/.test(ip)) {
    console.log('not an address: ' + ip);
    process.exit(64);
  }
});

function lookup(i) {
  if (i === ips.length) return;
  var ip = ips[i];
  request.post('https://www.cloudflare.com/api_json.html', {
    json: true,
    form: { a: 'ip_lkup', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ip: ip }
  }, function (err, res, body) {
    if (err || body.result === 'error') {
      console.log(ip + ': unknown');
      process.exitCode = 1;
    } else {
      console.log(ip + ': ' + (body.response[ip] || 'clean'));
    }
    lookup(i + 1);
  });
}

lookup(0);
