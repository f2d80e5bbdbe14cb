// Called by the CMS when an editor starts the preview
var unirest = require('unirest');

var zone = 'example.com';

function started() {
  console.log(zone + ' is in development mode');
  console.log('preview may start');
}

function refused(why) {
  console.log(zone + ' is still cached' + (why ? ': ' + why : ''));
  process.exit(1);
}

unirest
  .post('https://www.cloudflare.com/api_json.html')
  .headers({ Accept: 'application/json' })
  .form({
    a: 'devmode',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: zone,
    v: '1'
  })
  .end(function (response) {
    var body = response.body;
    if (typeof body === 'string') body = JSON.parse(body);
    if (!body) return refused();
    if (body.result !== 'success') return refused(body.msg);
    started();
  });
