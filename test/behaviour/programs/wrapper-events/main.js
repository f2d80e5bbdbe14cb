var https = require('https');
var qs = require('querystring');
var config = { email: process.env.CF_EMAIL, key: process.env.CF_KEY };

function send(params, callback) {
  params = params || {};
  params.tkn = config.key;
  params.email = config.email;
  var body = qs.stringify(params);
  var req = https.request({ host: 'www.cloudflare.com', path: '/api_json.html', method: 'POST', headers: { 'Content-Length': body.length } }, function (res) {
    var data = '';
    res.on('data', function (chunk) { data += chunk; });
    res.on('end', function () {
      var json = JSON.parse(data);
      if (json.result !== 'success') {
        callback(new Error(json.msg));
      } else {
        callback(null, json);
      }
    });
  });
  req.on('error', callback);
  req.write(body);
  req.end();
}

send({ a: 'rec_load_all', z: 'example.com' }, function (err, data) {
  if (err) {
    console.log('failed: ' + err.message);
    return;
  }
  data.response.recs.objs.forEach(function (rec) {
    if (!/^node-00/.test(rec.name)) return;
    console.log(rec.name, rec.ttl);
    send({ a: 'rec_delete', z: 'example.com', id: rec.rec_id }, function (err) {
      if (err) console.error(err);
    });
  });
});
