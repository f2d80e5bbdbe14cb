var api = require('./lib/api');

var files = ['http://example.com/app.js', 'http://example.com/app.css'];

files.forEach(function (file) {
  api.purgeFile('example.com', file, function (err) {
    if (err) {
      process.exitCode = 1;
      return console.log('not purged: ' + err.message);
    }
    console.log('purged a file');
  });
});
