// The old way: one request does it all
var https = require('https');
var querystring = require('querystring');

var ip = process.argv[2];
var host = 'home.example.com';

var query = querystring.stringify({
  a: 'DIUP',
  tkn: process.env.CF_KEY,
  u: process.env.CF_EMAIL,
  hosts: host,
  ip: ip
});

https.get('https://www.cloudflare.com/api.html?' + query, function (res) {
  var body = '';
  res.setEncoding('utf8');
  res.on('data', function (chunk) {
    body += chunk;
  });
  res.on('end', function () {
    var answer = JSON.parse(body);
    if (answer.result === 'success') {
      console.log('updated ' + host + ' to ' + ip);
    } else {
      console.log('not updated: ' + answer.msg);
      process.exit(1);
    }
  });
}).on('error', function () {
  console.log('not updated: no connection');
  process.exit(1);
});
