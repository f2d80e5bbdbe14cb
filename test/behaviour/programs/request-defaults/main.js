var request = require('request').defaults({ json: true });

var ENDPOINT = 'https://www.cloudflare.com/api_json.html';

function auth(params) {
  params.tkn = process.env.CF_KEY;
  params.email = process.env.CF_EMAIL;
  return params;
}

request({
  method: 'POST',
  url: ENDPOINT,
  form: auth({ a: 'rec_load_all', z: 'example.org' })
}, function (err, res, body) {
  if (err) {
    console.error('request failed');
    return process.exit(1);
  }
  if (body.result !== 'success') {
    console.error(body.msg);
    return process.exit(1);
  }

  var proxied = [];
  var direct = [];
  body.response.recs.objs.forEach(function (rec) {
    (rec.service_mode === '1' ? proxied : direct).push(rec.type + ' ' + rec.name);
  });

  console.log('proxied: ' + proxied.join(', '));
  console.log('direct: ' + direct.join(', '));
});
