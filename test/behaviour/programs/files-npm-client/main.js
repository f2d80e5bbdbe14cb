var add = require('./add');
var client = require('./client');
add('fresh', function (err, id) {
  if (err) { console.log('failed: ' + err.message); process.exit(1); }
  client.deleteDomainRecord('example.org', id, function (err) {
    console.log(err ? 'not deleted' : 'deleted');
  });
});
