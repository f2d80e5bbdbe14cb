var request = require('request');

var API = 'https://www.cloudflare.com/api_json.html';

function api(action, params, cb) {
  var form = { a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
  Object.keys(params).forEach(function (name) {
    form[name] = params[name];
  });
  request.post({ url: API, json: true, form: form }, function (err, res, body) {
    if (err) return cb(err);
    if (body.result === 'error') return cb(new Error(body.msg));
    cb(null, body.response);
  });
}

function purge(zone, cb) {
  api('fpurge_ts', { z: zone, v: 1 }, function (err) {
    cb(err);
  });
}

function zones(cb) {
  api('zone_load_multi', {}, function (err, response) {
    if (err) return cb(err);
    cb(null, response.zones.objs.map(function (zone) { return zone.zone_name; }));
  });
}

zones(function (err, names) {
  if (err) {
    console.log('zones: failed');
    return process.exit(1);
  }
  console.log(names.length + ' zones');
  purge('example.com', function (err) {
    console.log(err ? 'purge: failed' : 'purged example.com');
    purge('example.org', function (err) {
      console.log(err ? 'purge: failed' : 'purged example.org');
    });
  });
});
