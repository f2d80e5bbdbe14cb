// Prints the zones of the account, paused ones marked
var request = require('request');

var url = 'https://www.cloudflare.com/api_json.html';

function die(text) {
  console.error(text);
  process.exit(1);
}

request.get(url, {
  qs: { a: 'zone_load_multi', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL },
  json: true
}, function (err, res, body) {
  if (err) {
    die('request failed');
  }
  if (body.result === 'error') {
    die(body.msg);
  }

  var zones = body.response.zones.objs;
  var paused = 0;
  for (var i = 0; i < zones.length; i++) {
    var zone = zones[i];
    var line = zone.zone_name;
    if (zone.zone_mode === '0') {
      line += ' (paused)';
      paused++;
    }
    console.log(line);
  }
  console.log(zones.length + ' zones, ' + paused + ' paused');
});
