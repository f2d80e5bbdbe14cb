var request = require('request');

// ids of the records we keep moving, from the dashboard
var records = {
  staging: { id: '18000056', to: '192.0.2.45' }
};

var name = 'staging';
var record = records[name];

request.post({
  url: 'https://www.cloudflare.com/api_json.html',
  json: true,
  form: {
    a: 'rec_edit',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: 'example.com',
    id: record.id,
    type: 'A',
    name: name,
    content: record.to,
    ttl: 300
  }
}, function (err, res, body) {
  if (err) {
    console.log('offline');
    process.exit(1);
  }
  if (body.result !== 'success') {
    console.log(name + ' not moved: ' + body.msg);
    process.exit(1);
  }
  console.log(name + ' moved to ' + body.response.rec.obj.content);
});
