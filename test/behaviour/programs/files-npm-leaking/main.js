var client = require('./client');
var zone = 'example.com';

client.listDomainRecords(zone, function (err, records) {
  if (err) {
    console.log('failed: ' + err.message);
    process.exit(1);
  }
  var staging = records.filter(function (record) { return record.name === 'staging.' + zone; })[0];
  client.later.deleteDomainRecordAsync(zone, staging.rec_id)
    .then(function () { return client.later.clearCacheAsync(zone); })
    .then(function () { console.log('removed ' + staging.display_name); });
});
