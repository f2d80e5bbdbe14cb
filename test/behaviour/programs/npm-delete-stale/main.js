// Nodes 101 to 104 were retired
var async = require('async');
var CloudFlare = require('cloudflare').CloudFlare;

var cf = new CloudFlare(process.env.CF_KEY, process.env.CF_EMAIL);
var zone = 'example.com';
var retired = ['node-101', 'node-102', 'node-103', 'node-104'];

function isRetired(rec) {
  return retired.indexOf(rec.display_name) > -1;
}

cf.listDomainRecords(zone, function (err, records) {
  if (err) {
    console.log('list failed');
    return process.exit(1);
  }
  var stale = records.filter(isRetired);
  async.eachSeries(stale, function (rec, next) {
    console.log('deleting ' + rec.display_name + ' ' + rec.content);
    cf.deleteDomainRecord(zone, rec.rec_id, next);
  }, function (err) {
    if (err) {
      console.log('stopped');
      return process.exit(1);
    }
    console.log('deleted ' + stale.length);
  });
});
