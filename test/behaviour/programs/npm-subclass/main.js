var util = require('util');
var CloudFlare = require('cloudflare').CloudFlare;

// A client that knows its zone, and counts what it asks.
function Zone(name) {
  CloudFlare.call(this, process.env.CF_KEY, process.env.CF_EMAIL);
  this.name = name;
  this.asked = 0;
}
util.inherits(Zone, CloudFlare);

Zone.prototype._request = function (action, params, fn) {
  this.asked += 1;
  CloudFlare.prototype._request.call(this, action, params, fn);
};

Zone.prototype.replace = function (host, content, fn) {
  var self = this;
  self.listDomainRecords(self.name, function (err, records) {
    if (err) return fn(err);
    var old = records.filter(function (one) { return one.display_name === host && one.type === 'A'; })[0];
    self.addDomainRecord(self.name, { name: host, content: content }, function (err, added) {
      if (err || !old) return fn(err, added);
      self.deleteDomainRecord(self.name, old.rec_id, function (err) { fn(err, added); });
    });
  });
};

var zone = new Zone('example.com');
zone.replace('vpn', '192.0.2.99', function (err, record) {
  if (err) {
    console.log('failed after ' + zone.asked + ': ' + err.message);
    process.exit(1);
  }
  console.log(record.name + ' ' + record.type + ' ' + record.content + ' after ' + zone.asked);
});
