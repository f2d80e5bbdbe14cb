var request = require('request');
var _ = require('lodash');

request.get({
  url: 'https://www.cloudflare.com/api_json.html',
  qs: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' },
  json: true
}, function (err, res, body) {
  if (err) throw err;
  if (body.result === 'error') {
    console.log('error: ' + body.msg);
    return;
  }
  var recs = _.reject(body.response.recs.objs, function (rec) { return /^tenant-/.test(rec.display_name); });
  var byType = _.groupBy(recs, 'type');
  _.each(_.keys(byType).sort(), function (type) {
    console.log(type + ': ' + byType[type].length);
  });
  var names = _.uniq(_.map(_.filter(recs, { service_mode: '1' }), 'name'));
  console.log('proxied: ' + names.slice(0, 5).join(' '));
  var slow = _.sortBy(_.reject(recs, function (rec) { return rec.ttl === '1'; }), ['ttl', 'name']);
  console.log('first: ' + _.first(slow).name + ' ' + _.first(slow).ttl);
  console.log(_.countBy(recs, function (rec) { return rec.props.proxiable ? 'can' : 'cannot'; }));
  console.log(_.some(recs, { type: 'MX', content: 'mail.example.com' }) ? 'mail' : 'no mail');
});
