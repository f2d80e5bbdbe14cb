var request = require('request');

var wanted = ['example.com', 'example.net', 'gone.example'];

request.post('https://www.cloudflare.com/api_json.html', {
  json: true,
  form: {
    a: 'zone_check',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    zones: wanted.join(',')
  }
}, function (err, res, body) {
  if (err) {
    console.error('offline');
    process.exit(1);
  }
  if (body.result !== 'success') {
    console.error(body.msg);
    process.exit(1);
  }
  var zones = body.response.zones;
  var missing = wanted.filter(function (name) {
    return !zones[name];
  });
  console.log(wanted.length - missing.length + ' found');
  if (missing.length) console.log('missing: ' + missing.join(', '));
});
