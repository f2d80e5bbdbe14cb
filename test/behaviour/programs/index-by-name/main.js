var request = require('request');

var url = 'https://www.cloudflare.com/api_json.html';
var hosts = process.argv.slice(2);

request.post({ url: url, form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' } }, function (err, res, body) {
  if (err) {
    console.log(err.code);
    process.exit(1);
  }
  var data = JSON.parse(body);
  if (data.result != 'success') {
    console.log(data.msg);
    process.exit(1);
  }
  var ids = {};
  var objs = data.response.recs.objs;
  for (var i = 0; i < objs.length; i++) {
    if (objs[i].type == 'A') ids[objs[i].display_name] = objs[i].rec_id;
  }
  hosts.forEach(function (host) {
    if (!ids[host]) return console.log(host + ' is unknown');
    request.post({
      url: url,
      form: {
        a: 'rec_edit', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com',
        id: ids[host], type: 'A', name: host, content: '192.0.2.99', ttl: 120
      }
    }, function (err, res, body) {
      if (err) return console.log(host + ' ' + err.code);
      var answer = JSON.parse(body);
      console.log(host + ' ' + (answer.result == 'success' ? answer.response.rec.obj.content : answer.msg));
    });
  });
});
