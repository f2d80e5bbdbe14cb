// Tries an address that is none, to see what the API says
var request = require('request');

var content = process.argv[2];

request({
  url: 'https://www.cloudflare.com/api_json.html',
  method: 'POST',
  form: {
    a: 'rec_new',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: 'example.com',
    type: 'A',
    name: 'typo',
    content: content,
    ttl: 1
  }
}, function (err, res, body) {
  if (err) {
    console.log('offline');
    return;
  }
  var parsed = JSON.parse(body);
  if (parsed.msg != null) {
    console.log('refused: ' + parsed.msg);
    return;
  }
  console.log('created ' + parsed.response.rec.obj.name);
});
