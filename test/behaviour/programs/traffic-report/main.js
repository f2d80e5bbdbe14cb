// Monthly figures for the newsletter
var request = require('request');

request.post({
  url: 'https://www.cloudflare.com/api_json.html',
  json: true,
  form: {
    a: 'stats',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: 'example.com',
    interval: 20
  }
}, function (err, res, body) {
  if (err) {
    console.log('no figures this month');
    process.exit(1);
  }
  if (body.result !== 'success') {
    console.log('no figures: ' + body.msg);
    process.exit(1);
  }

  var stats = body.response.result.objs[0];
  var served = stats.requestsServed;
  var total = served.cloudflare + served.user;
  var saved = stats.bandwidthServed.cloudflare;

  console.log('requests: ' + total);
  console.log('from cache: ' + Math.round(100 * served.cloudflare / total) + '%');
  console.log('bandwidth saved: ' + Math.round(saved / 1024) + ' MB');
});
