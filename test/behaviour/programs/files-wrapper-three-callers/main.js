var call = require('./lib/cloudflare.js');
var list = require('./commands/list');
var purge = require('./commands/purge');

list('example.org', function (err) {
  if (err) {
    console.log('list failed: ' + err.message);
    process.exitCode = 1;
    return;
  }
  call('devmode', { z: 'example.org', v: 1 }, function (err) {
    console.log(err ? 'failed' : 'development mode');
    purge.all(['example.org']);
  });
});
