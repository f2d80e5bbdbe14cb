var sync = require('./lib/sync');
sync('example.org', [{ type: 'A', name: 'example.org', content: '192.0.2.10' }, { type: 'A', name: 'new.example.org', content: '192.0.2.11' }], function (err, done) {
  if (err) {
    console.error('sync failed: ' + err.message);
    process.exit(1);
  }
  console.log('added ' + done.added + ', removed ' + done.removed);
});
