// grunt task, as a script
var request = require('request');

var options = {
  email: process.env.CF_EMAIL,
  key: process.env.CF_KEY,
  domain: 'example.com'
};

function log(text) {
  console.log('[cloudflare] ' + text);
}

log('Purging ' + options.domain);

request({
  method: 'POST',
  url: 'https://www.cloudflare.com/api_json.html',
  form: { a: 'fpurge_ts', tkn: options.key, email: options.email, z: options.domain, v: '1' }
}, function (error, response, body) {
  if (!error && response.statusCode == 200) {
    var data = JSON.parse(body);
    if (data.result === 'error') {
      log('Error: ' + data.msg);
      process.exit(1);
    } else {
      log('Cache cleared for ' + options.domain);
    }
  } else {
    log('Request failed');
    process.exit(1);
  }
});
