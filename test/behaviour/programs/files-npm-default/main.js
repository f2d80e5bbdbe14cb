const purge = require('./purge');
purge('example.com', null, (err) => {
  if (err) { console.log('failed: ' + err.message); process.exit(1); }
  console.log('on');
});
