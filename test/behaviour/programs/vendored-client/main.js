var connect = require('./lib/api').connect;

var client = connect({ token: process.env.CF_KEY, email: process.env.CF_EMAIL });

client.records('example.org', function (err, records) {
  if (err) {
    console.log('cannot list: ' + (records.result || 'nothing'));
    process.exitCode = 1;
    return;
  }
  console.log(records.count() + ' records');
  var home = records.filter(function (one) {
    return one.type === 'A' && one.display_name === 'home';
  })[0];
  if (!home) return console.log('no home');
  client.change('example.org', home.rec_id, { type: 'A', name: 'home', content: '203.0.113.77', ttl: 120 }, function (err, res) {
    console.log(err ? 'not changed' : 'now ' + res.rec.obj.content + ' ' + res.rec.obj.ttl);
    client.purge('example.org', function (err) {
      console.log(err ? 'not purged' : 'purged');
    });
  });
});
