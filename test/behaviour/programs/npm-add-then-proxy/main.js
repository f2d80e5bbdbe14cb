// A second documentation host; rec_new leaves the cloud grey, so edit it afterwards
var config = {
  email: process.env.CF_EMAIL,
  key: process.env.CF_KEY,
  zone: 'example.com',
  host: 'docs2'
};
var client = require('cloudflare').createClient({ email: config.email, token: config.key });

client.addDomainRecord(config.zone, {
  type: 'CNAME',
  name: config.host,
  content: 'example.com'
}, function (err, rec) {
  if (err) {
    console.log('not added: ' + err.message);
    process.exit(1);
  }
  console.log('added ' + rec.name + ' (ttl ' + (rec.ttl === '1' ? 'automatic' : rec.ttl) + ')');

  client.editDomainRecord(config.zone, rec.rec_id, {
    type: 'CNAME',
    name: config.host,
    content: 'example.com',
    ttl: '1',
    service_mode: '1'
  }, function (err, res) {
    if (err) {
      console.log('failed');
      process.exit(1);
    }
    console.log('proxied ' + rec.display_name + ': ' + (res.rec.obj.service_mode === '1'));
  });
});
