var cf = require('./lib/cf');

cf.auth(process.env.CF_EMAIL, process.env.CF_KEY).send('ban', { key: '203.0.113.9' }, function (err, data) {
  if (err || data.result !== 'success') {
    console.log('not banned: ' + (err ? err.message : data.msg));
    process.exitCode = 1;
    return;
  }
  console.log('banned');
});
