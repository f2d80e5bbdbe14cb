var Promise = require('bluebird');
var cloudflare = require('cloudflare');

var client = Promise.promisifyAll(cloudflare.createClient({
  email: process.env.CF_EMAIL,
  token: process.env.CF_KEY
}));

var address = '198.51.100.123';

client.listDomainRecordsAsync('example.com')
  .then(function (records) {
    return records.filter(function (rec) {
      return rec.type === 'A' && rec.name === 'home.example.com';
    })[0];
  })
  .then(function (rec) {
    if (rec.content === address) return rec;
    return client.editDomainRecordAsync('example.com', rec.rec_id, {
      type: rec.type,
      name: rec.name,
      content: address,
      ttl: rec.ttl
    }).then(function (res) {
      return res.rec.obj;
    });
  })
  .then(function (rec) {
    console.log(rec.name + ' updated, now ' + rec.content);
  })
  .catch(function (err) {
    console.log('update failed: ' + err.message);
    process.exit(1);
  });
