var request = require('request');
var attempts = 0;

function attempt() {
  attempts++;
  request.post({
    url: 'https://www.cloudflare.com/api_json.html',
    form: {
      a: 'devmode',
      tkn: process.env.CF_KEY,
      email: process.env.CF_EMAIL,
      z: 'example.net',
      v: '0'
    }
  }, function onAnswer(err, res, body) {
    var retry = err || res.statusCode >= 500;
    if (retry && attempts < 3) {
      console.log('attempt ' + attempts + ' failed, again');
      return setTimeout(attempt, 20);
    }
    if (retry) {
      console.log('giving up');
      return process.exit(1);
    }
    body = JSON.parse(body);
    switch (body.result) {
      case 'success':
        console.log('off after ' + attempts);
        break;
      case 'error':
        console.log('refused: ' + body.msg);
        process.exit(2);
      default:
        console.log('?');
    }
  });
}

attempt();
