'use strict';

var api = require('./lib/cloudflare');
var records = require('./lib/records');

records.find('example.com', 'home', function (err, found) {
  if (err) {
    console.log('failed: ' + err.message);
    process.exitCode = 1;
    return;
  }
  var rec = found[0];
  console.log(found.length, rec.type, rec.content, rec.ttl, rec.service_mode);
  records.point(rec, '192.0.2.99', function (err, response) {
    if (err) return console.log('failed: ' + err.message);
    var after = response.rec.obj;
    console.log(after.name, after.content, after.ttl, after.props.cloud_on);
    api('sec_lvl', { z: 'example.com', v: 'high' }, function (err) {
      console.log(err ? 'failed: ' + err.message : 'security level is high');
    });
  });
});
