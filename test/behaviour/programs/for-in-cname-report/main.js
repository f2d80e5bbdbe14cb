var https = require('https');
var querystring = require('querystring');

var body = querystring.stringify({
  a: 'rec_load_all',
  tkn: process.env.CF_KEY,
  email: process.env.CF_EMAIL,
  z: 'example.com'
});

var req = https.request({
  host: 'www.cloudflare.com',
  path: '/api_json.html',
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length }
}, function (res) {
  var text = '';
  res.on('data', function (chunk) { text += chunk; });
  res.on('end', function () {
    var answer = JSON.parse(text);
    if (answer['result'] == 'error') {
      console.log('Error: ' + answer['msg']);
      process.exit(1);
    }
    var records = answer['response']['recs']['objs'];
    for (var i in records) {
      var record = records[i];
      if (record['type'] != 'CNAME' || record['display_name'].indexOf('tenant') == 0) continue;
      var mark = record['service_mode'] == 1 ? '*' : ' ';
      console.log(mark + record['display_name'] + ' -> ' + record['display_content']);
    }
  });
});

req.on('error', function (e) {
  console.log('Problem: ' + e.message);
});

req.write(body);
req.end();
