var async = require('async');
var request = require('request');

var files = ['index.html', 'css/site.css', 'js/app.js'];
var base = 'https://www.example.com/';
var purged = 0;

// one after the other, CloudFlare counts requests
async.eachSeries(files, function (file, next) {
  request.post({
    url: 'https://www.cloudflare.com/api_json.html',
    json: true,
    form: {
      a: 'zone_file_purge',
      tkn: process.env.CF_KEY,
      email: process.env.CF_EMAIL,
      z: 'example.com',
      url: base + file
    }
  }, function (err, res, body) {
    if (err) return next(err);
    if (body.result !== 'success') return next(new Error(file + ': ' + body.msg));
    purged++;
    next();
  });
}, function (err) {
  if (err) {
    console.error(purged ? 'incomplete' : 'nothing purged');
    process.exit(1);
  }
  console.log(purged + ' of ' + files.length + ' purged');
});
