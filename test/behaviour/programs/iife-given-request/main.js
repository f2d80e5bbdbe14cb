;(function ($request, env, undefined) {
  'use strict';
  var base = 'https://www.cloudflare.com', path = '/api_json.html';
  var self = {};

  self.auth = { tkn: env.CF_KEY, email: env.CF_EMAIL };

  self.level = function (zone, lvl, cb) {
    $request.post(base + path, { form: { a: 'sec_lvl', tkn: self.auth.tkn, email: self.auth.email, z: zone, v: lvl } }, function (e, r, b) {
      cb(e || (JSON.parse(b).result == 'error' ? new Error(JSON.parse(b).msg) : null));
    });
  };

  self.under = function (zone, cb) { self.level(zone, 'help', cb); };
  self.normal = function (zone, cb) { self.level(zone, 'med', cb); };

  self.under('example.com', function (err) {
    if (err) { console.log('under: ' + (err.code ? 'net' : err.message)); process.exit(1); }
    console.log('under attack mode');
    self.normal('example.com', function (err) {
      if (err) { console.log('normal: ' + err.message); process.exit(1); }
      console.log('back to normal');
    });
  });
})(require('request'), process.env);
