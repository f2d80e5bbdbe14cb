var request = require('request');
var body = require('./lib/body');

function run(what, done) {
  request.post('https://www.cloudflare.com/api_json.html', { form: body(what, 'example.com'), json: true }, function (err, res, answer) {
    if (err || answer.result !== 'success') return done(new Error(what + ' failed'));
    done();
  });
}

run('attack', function (err) {
  if (err) {
    console.log(err.message);
    process.exitCode = 1;
    return;
  }
  run('purge', function (err) {
    console.log(err ? err.message : 'under attack');
  });
});
