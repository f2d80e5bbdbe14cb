// Each host gets the address: its record is changed, or one is made.
var request = require('request');

var API = 'https://www.cloudflare.com/api_json.html';
var ZONE = 'example.org';
var account = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };

function list(cb) {
  var form = { a: 'rec_load_all', tkn: account.tkn, email: account.email, z: ZONE };
  request.post({ url: API, form: form, json: true }, function (err, res, body) {
    if (err) return cb(err);
    if (body.result !== 'success') return cb(new Error(body.msg));
    cb(null, body.response.recs.objs);
  });
}

function updateAll(hosts, ip) {
  list(function (err, recs) {
    if (err) {
      console.log('failed', err.message);
      process.exit(1);
    }
    var left = hosts.length;
    for (var i = 0; i < hosts.length; i++) {
      var rec = recs.filter(function (one) { return one.type === 'A' && one.name === hosts[i]; })[0];
      var params = { a: 'rec_new', tkn: account.tkn, email: account.email, z: ZONE, type: 'A', name: hosts[i], content: ip, ttl: 1 };
      if (rec) {
        params.a = 'rec_edit';
        params.id = rec.rec_id;
        params.service_mode = rec.service_mode;
      }
      request.post({ url: API, form: params, json: true }, function (err, res, body) {
        if (err) console.log('broken');
        else if (body.result === 'error') console.log('refused', body.msg);
        else console.log('written', body.response.rec.obj.name, body.response.rec.obj.service_mode);
        if (--left === 0) clear(process.argv[2]);
      });
    }
  });
}

function clear(url) {
  var form = { tkn: account.tkn, email: account.email, z: ZONE };
  if (url) {
    form.a = 'zone_file_purge';
    form.url = url;
  } else {
    form.a = 'fpurge_ts';
    form.v = 1;
  }
  request.post({ url: API, form: form, json: true }, function (err, res, body) {
    console.log(err ? 'broken' : body.result);
  });
}

updateAll(['example.org', 'vpn.example.org', 'nas.example.org'], '192.0.2.99');
