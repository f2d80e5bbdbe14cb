'use strict';
// What v1 gave as texts and null, compared, sorted, looked for and missed.
var request = require('request');

var URL = 'https://www.cloudflare.com/api_json.html';

function form(more) {
  return Object.assign({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, more);
}

request.post({ url: URL, form: form({ a: 'rec_load_all', z: 'example.org' }), json: true }, function (err, res, body) {
  if (err || body.result !== 'success') {
    console.error('no records: ' + (err ? 'unreachable' : body.msg));
    process.exit(1);
  }
  var records = body.response.recs.objs;
  records.forEach(function (rec) {
    console.log(rec.ttl > '2', rec.ttl > 2, rec.ttl >= rec.prio, Number(rec.prio), parseInt(rec.ttl, 16));
    console.log('%s %j', rec.name, rec.ttl);
    if (rec.props && rec.props.proxiable) console.log(rec.display_name + ' may be proxied');
  });
  var lowest = records.reduce(function (a, b) { return a.ttl <= b.ttl ? a : b; });
  var mail = records.reduce(function (best, rec) {
    return rec.type === 'MX' && (!best || rec.prio < best.prio) ? rec : best;
  }, null);
  records.splice(records.indexOf(mail), 1);
  records.push(mail);
  console.log(lowest.service_mode, mail.prio + '0', records.length);
  var srv = records.filter(function (rec) { return rec.type === 'SRV'; })[0] || {};
  console.log(srv.ttl, srv.service_mode, srv.display_name, srv.content);
  console.log(srv.service_mode === '0', srv.service_mode !== '1', srv.name);
  tellZones();
});

function tellZones() {
  request.post({ url: URL, form: form({ a: 'zone_check', zones: 'example.org,example.edu' }), json: true }, function (err, res, body) {
    if (err || body.result !== 'success') return;
    var zones = body.response.zones;
    Object.keys(zones).forEach(function (name) {
      console.log(name + (zones[name] > 0 ? ' is ours' : ' is not'));
    });
  });
}
