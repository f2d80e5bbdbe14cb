var request = require('request');

var zone = process.argv[2];
var on = process.argv[3] === 'on';

var url = 'https://www.cloudflare.com/api_json.html?a=devmode' +
  '&tkn=' + process.env.CF_KEY +
  '&email=' + encodeURIComponent(process.env.CF_EMAIL) +
  '&z=' + zone +
  '&v=' + (on ? '1' : '0');

request(url, function (err, response, body) {
  if (err) {
    console.error('no connection');
    process.exit(3);
  }

  var result = JSON.parse(body);

  switch (result.result) {
    case 'success':
      console.log('development mode of ' + zone + ': ' + (on ? 'on' : 'off'));
      break;
    case 'error':
      console.log('CloudFlare says: ' + result.msg);
      process.exit(1);
      break;
    default:
      process.exit(2);
  }
});
