var http = require('./lib/http');

http.post('/api_json.html', {
  form: { a: 'sec_lvl', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com', v: 'high' }
}, function (err, res, body) {
  if (err) throw err;
  if (body.result !== 'success') {
    console.log('not set: ' + body.msg);
    process.exit(1);
  }
  console.log('security level set');
});
