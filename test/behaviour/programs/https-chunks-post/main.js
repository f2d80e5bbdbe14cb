var https = require('https');
var qs = require('querystring');

var name = process.argv[2];
var ip = process.argv[3];

var listBody = qs.stringify({
  a: 'rec_load_all',
  tkn: process.env.CF_KEY,
  email: process.env.CF_EMAIL,
  z: 'example.com'
});

var listReq = https.request({
  hostname: 'www.cloudflare.com',
  port: 443,
  path: '/api_json.html',
  method: 'POST',
  headers: {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(listBody)
  }
}, function (res) {
  var chunks = [];
  res.on('data', function (chunk) { chunks.push(chunk); });
  res.on('end', function () {
    var data = JSON.parse(Buffer.concat(chunks).toString());
    if (data.result == 'error') {
      console.log('ERROR ' + data.msg);
      process.exit(1);
    }
    for (var i = 0; i < data.response.recs.objs.length; i++) {
      var rec = data.response.recs.objs[i];
      if (rec.display_name === name && rec.type === 'A') return edit(rec);
    }
    console.log('ERROR no such host');
    process.exit(1);
  });
});
listReq.on('error', function () {
  console.log('ERROR connection');
  process.exit(2);
});
listReq.write(listBody);
listReq.end();

function edit(rec) {
  var body = qs.stringify({
    a: 'rec_edit',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: 'example.com',
    id: rec.rec_id,
    type: 'A',
    name: name,
    content: ip,
    ttl: 300
  });
  var req = https.request({
    hostname: 'www.cloudflare.com',
    port: 443,
    path: '/api_json.html',
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body)
    }
  }, function (res) {
    var text = '';
    res.setEncoding('utf8');
    res.on('data', function (chunk) { text += chunk; });
    res.on('end', function () {
      var data = JSON.parse(text);
      if (data.result == 'error') {
        console.log('ERROR ' + data.msg);
        process.exit(1);
      }
      console.log(data.response.rec.obj.name + ' is ' + data.response.rec.obj.content);
    });
  });
  req.on('error', function () {
    console.log('ERROR connection');
    process.exit(2);
  });
  req.end(body);
}
