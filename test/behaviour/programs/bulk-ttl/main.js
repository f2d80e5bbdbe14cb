var _ = require('lodash');
var async = require('async');
var request = require('request');

var api = {
  url: 'https://www.cloudflare.com/api_json.html',
  credentials: { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }
};
var TTL = 600;

request.post({
  url: api.url,
  form: _.extend({ a: 'rec_load_all', z: 'example.com' }, api.credentials)
}, function (err, res, body) {
  if (err) throw err;
  var recs = JSON.parse(body);
  if (recs.result !== 'success') {
    console.log('list: ' + recs.msg);
    process.exit(1);
  }

  // the grey ones of the web farm, first ten
  var records = _.filter(recs.response.recs.objs, function (rec) {
    return /^node-/.test(rec.display_name) && rec.service_mode === '0';
  }).slice(0, 10);

  async.eachLimit(records, 4, function (rec, done) {
    request.post({
      url: api.url,
      form: _.extend({
        a: 'rec_edit',
        z: 'example.com',
        id: rec.rec_id,
        type: rec.type,
        name: rec.name,
        content: rec.content,
        ttl: TTL
      }, api.credentials)
    }, function (err, res, body) {
      if (err) return done(err);
      var result = JSON.parse(body);
      done(result.result === 'success' ? null : new Error(result.msg));
    });
  }, function (err) {
    if (err) {
      console.log('edit: ' + err.message);
      process.exit(1);
    }
    console.log(records.length + ' records now ' + TTL / 60 + ' minutes');
  });
});
