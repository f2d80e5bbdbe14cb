'use strict';

var request = require('request');
var config = require('./config');
var cf = require('./config').cloudflare;

function list(done) {
  request.post({
    url: config.api.url,
    json: true,
    form: { a: config.actions.list, tkn: cf.token, email: cf.email, z: cf.zone }
  }, function (err, res, body) {
    if (err || body.result !== 'success') {
      console.log('list failed');
      process.exitCode = 1;
      return;
    }
    body.response.recs.objs.forEach(function (rec) {
      console.log(rec.type, rec.name, rec.content);
    });
    done();
  });
}

list(function () {
  var form = { a: config.actions.purge, tkn: config.cloudflare.token, email: config.cloudflare.email, z: cf.zone, v: 1 };
  request.post({ url: config.api.url, json: true, form: form }, function (err, res, body) {
    console.log(!err && body.result === 'success' ? 'purged on ' + config.port : 'purge failed');
  });
});
