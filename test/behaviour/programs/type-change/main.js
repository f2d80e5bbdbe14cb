// staging had a server of its own; now it is an alias
var request = require('request');

var url = 'https://www.cloudflare.com/api_json.html';

request.post(url, {
  json: true,
  form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' }
}, function (err, res, body) {
  if (err) throw err;
  if (body.result !== 'success') {
    console.log(body.msg);
    process.exit(1);
  }

  var staging = body.response.recs.objs.filter(function (rec) {
    return rec.type === 'A' && rec.name === 'staging.example.com';
  })[0];

  request.post(url, {
    json: true,
    form: {
      a: 'rec_edit',
      tkn: process.env.CF_KEY,
      email: process.env.CF_EMAIL,
      z: 'example.com',
      id: staging.rec_id,
      type: 'CNAME',
      name: 'staging',
      content: 'example.com',
      ttl: 1
    }
  }, function (err, res, body) {
    if (err) throw err;
    if (body.result !== 'success') {
      console.log('staging unchanged: ' + body.msg);
      process.exit(1);
    }
    console.log('staging is now CNAME example.com');
  });
});
