var cf = require('./lib/cf');
var list = require('./lib/list');
var purge = require('./lib/purge');

list('example.org', function (err, lines) {
  if (err) console.log(/^cloudflare/.test(err.message) ? err.message : 'not listed');
  else console.log(lines.join('\n'));
  purge.purgeAll('example.org', 3, function (ok) {
    console.log(ok ? 'purged' : 'not purged');
    purge.count('example.net', function (count) {
      console.log(count);
      cf.level('example.org', 'high', function (err, answer) {
        if (err) return process.exit(2);
        console.log('level ' + answer.result);
      });
    });
  });
});
