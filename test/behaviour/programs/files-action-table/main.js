var Client = require('./lib/client');

var client = new Client(process.env.CF_EMAIL, process.env.CF_KEY);

client.records({ z: 'example.org' }, function (err, data) {
  if (err) return console.error(err.message);
  console.log(data.recs.count + ' records');
  var mail = data.recs.objs.filter(function (r) { return r.type === 'MX'; })[0];
  client.remove({ z: 'example.org', id: mail.rec_id }, function (err) {
    if (err) return console.error(err.message);
    console.log('removed ' + mail.name);
    client.purge({ z: 'example.org', v: 1 }, function (err) {
      console.log(err ? err.message : 'purged');
    });
  });
});
