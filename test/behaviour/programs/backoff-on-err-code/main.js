// Purges files and waits where the API has had enough; says why a file could not be purged
var request = require('request');

var FILES = ['style.css', 'app.js'];

function purge(file, attempt, done) {
  request.post('https://www.cloudflare.com/api_json.html', {
    json: true,
    form: {
      a: 'zone_file_purge',
      tkn: process.env.CF_KEY,
      email: process.env.CF_EMAIL,
      z: 'example.com',
      url: 'https://example.com/' + file
    }
  }, function (err, res, body) {
    if (err) return done('offline');
    if (body.result === 'success') return done(null);
    if (body.err_code === 'E_MAXAPI' && attempt < 3) {
      setTimeout(function () { purge(file, attempt + 1, done); }, 10 * attempt);
      return;
    }
    done(body.err_code === 'E_UNAUTH' ? 'the key is wrong' : body.err_code + ' ' + body.msg);
  });
}

(function next(index) {
  if (index === FILES.length) return console.log('done');
  purge(FILES[index], 1, function (problem) {
    if (problem) {
      console.error(FILES[index] + ': ' + problem);
      process.exit(1);
    }
    next(index + 1);
  });
})(0);
