// Shows how the zones are set
var request = require('request');

var levels = { eoff: 'Essentially off', low: 'Low', med: 'Medium', high: 'High', help: "I'm under attack" };

function show(zones) {
  var zone = zones.shift();
  if (!zone) return;

  request.post({
    url: 'https://www.cloudflare.com/api_json.html',
    form: { a: 'zone_settings', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone }
  }, function (err, res, body) {
    if (err) {
      console.error(zone + ': no connection');
      process.exit(1);
    }
    var answer = JSON.parse(body);
    if (answer.result !== 'success') {
      console.log(zone + ': ' + answer.msg);
      process.exitCode = 1;
      return show(zones);
    }

    var settings = answer.response.result.objs[0];
    console.log(zone);
    console.log('  Security level: ' + settings.sec_lvl + ' (' + levels[settings.sec_lvl] + ')');
    console.log('  Cache level: ' + (settings.cache_lvl === 'agg' ? 'aggressive' : settings.cache_lvl));
    console.log('  Rocket Loader: ' + (settings.async === '0' ? 'off' : 'on'));
    console.log('  Always Online: ' + (settings.ob === 1 ? 'on' : 'off'));
    console.log('  Browser check: ' + (settings.bic === '1' ? 'on' : 'off'));
    console.log('  Challenge: ' + Number(settings.chl_ttl) / 60 + ' minutes');
    show(zones);
  });
}

show(['example.com', 'example.net', 'example.org']);
