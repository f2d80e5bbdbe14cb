// Toggles the orange cloud of the hosts given: node main.js www docs vpn
var async = require('async');
var request = require('request');

var hosts = process.argv.slice(2);
var KEY = process.env.CF_KEY;
var EMAIL = process.env.CF_EMAIL;
var URL = 'https://www.cloudflare.com/api_json.html';

async.waterfall([
  function (next) {
    request.post({ url: URL, form: { a: 'rec_load_all', tkn: KEY, email: EMAIL, z: 'example.com' }, json: true }, next);
  },
  function (res, body, next) {
    if (body.result === 'error') return next(new Error(body.msg));
    next(null, body.response.recs.objs.filter(function (record) {
      return hosts.indexOf(record.display_name) !== -1;
    }));
  },
  function (records, next) {
    async.eachSeries(records, function (record, done) {
      var mode = record.service_mode === '1' ? '0' : '1';
      request.post({
        url: URL,
        json: true,
        form: {
          a: 'rec_edit',
          tkn: KEY,
          email: EMAIL,
          z: 'example.com',
          id: record.rec_id,
          type: record.type,
          name: record.name,
          content: record.content,
          ttl: record.ttl,
          service_mode: mode
        }
      }, function (err, res, body) {
        if (err) return done(err);
        if (body.result === 'error') return done(new Error(body.msg));
        console.log(record.display_name + ': ' + (mode === '1' ? 'on' : 'off'));
        done();
      });
    }, next);
  }
], function (err) {
  if (err) {
    console.error('toggle failed');
    process.exit(1);
  }
});
