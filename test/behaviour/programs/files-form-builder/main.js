var request = require('request');
var forms = require('./lib/forms');

function add(name, target, done) {
  request.post({
    url: forms.url,
    json: true,
    form: forms.form('rec_new', { type: 'CNAME', name: name, content: target, ttl: 1 })
  }, function (err, res, body) {
    done(err || body.result !== 'success' ? 'failed' : 'added ' + body.response.rec.obj.name);
  });
}

add(process.argv[2], 'www.example.net', function (text) {
  console.log(text);
});
