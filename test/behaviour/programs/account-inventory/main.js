// Counts the records of the small zones
var async = require('async');
var request = require('request');

var API = 'https://www.cloudflare.com/api_json.html';

request.post({
  url: API,
  form: { a: 'zone_load_multi', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }
}, function (err, res, body) {
  if (err) throw err;
  var zones = JSON.parse(body);
  if (zones.result === 'error') {
    console.log(zones.msg);
    process.exit(1);
  }

  var names = [];
  for (var i in zones.response.zones.objs) {
    var name = zones.response.zones.objs[i].zone_name;
    if (name !== 'example.com') names.push(name);
  }

  async.mapSeries(names, function (name, cb) {
    request.post({
      url: API,
      form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: name }
    }, function (err, res, body) {
      if (err) return cb(err);
      var recs = JSON.parse(body).response.recs;
      var proxied = 0;
      for (var j = 0; j < recs.count; j++) {
        if (recs.objs[j].service_mode == 1) proxied++;
      }
      cb(null, name + ': ' + recs.count + ' records, ' + proxied + ' proxied');
    });
  }, function (err, lines) {
    if (err) throw err;
    console.log(lines.join('\n'));
  });
});
