// Hook for DNS validation: publishes the token, waits, removes it again
var request = require('request');

var TOKEN = process.argv[2];
var NAME = '_acme-challenge.shop';


request.post('https://www.cloudflare.com/api_json.html', {
  json: true,
  form: {
    a: 'rec_new', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com',
    type: 'TXT', name: NAME, content: TOKEN, ttl: 120
  }
}, function (err, res, body) {
  if (err || body.result !== 'success') {
    console.log('challenge not published: ' + (err ? 'no connection' : body.msg));
    process.exit(1);
  }
  var rec = body.response.rec.obj;
  console.log('published ' + rec.name + ' = ' + rec.content);

  setTimeout(function () {
    request.post('https://www.cloudflare.com/api_json.html', {
      json: true,
      form: { a: 'rec_delete', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com', id: rec.rec_id }
    }, function (err, res, body) {
      if (err || body.result !== 'success') {
        console.log('challenge left behind');
        process.exit(1);
      }
      console.log('challenge removed');
    });
  }, 10);
});
