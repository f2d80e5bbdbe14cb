const _ = require('lodash');
const get = require('lodash/get');
const request = require('request');

function call(form, cb) {
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: _.extend({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, form), json: true }, function (err, res, body) {
    cb(err, body);
  });
}

call({ a: 'rec_load_all', z: 'example.org' }, function (err, body) {
  if (err) return console.log('broken');
  if (_.get(body, 'result') !== 'success') return console.log('failed', _.get(body, 'msg', 'no reason'));
  const recs = _.get(body, 'response.recs.objs', []);
  recs.forEach((rec) => console.log(_.get(rec, 'name'), rec.ttl, rec.service_mode));
  console.log(get(body, ['response', 'recs', 'count']));
});

call({ a: 'rec_new', z: 'example.net', type: 'A', name: 'got', content: '192.0.2.99', ttl: 1 }, function (err, body) {
  if (err) return console.log('broken');
  const id = get(body, 'response.rec.obj.rec_id');
  if (!id) return console.log('not made', body.msg);
  call({ a: 'rec_delete', z: 'example.net', id: id }, function (err, body) {
    console.log('deleted', _.get(body, 'result'));
  });
});

call({ a: 'zone_load_multi' }, function (err, body) {
  console.log(_.get(body, 'response.zones.objs', []).length, 'zones');
});
const api = (form) => require('request-promise')({ method: 'POST', uri: 'https://www.cloudflare.com/api_json.html', form: _.assign({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, form), json: true });

api({ a: 'rec_load_all', z: 'example.org' }).then((body) => {
  const recs = body.response.recs.objs;
  console.log(_.chain(recs).filter({ type: 'A' }).map('name').uniq().sortBy().value().join());
  console.log(_(recs).filter((r) => r.service_mode === '1').map('display_name').value().join());
  const first = _(recs).sortBy('name').first();
  console.log(first.rec_id.length > 0, first.content);
  const byType = _(recs).groupBy('type').value();
  Object.keys(byType).sort().forEach((t) => console.log(t, byType[t].map((r) => r.content).join()));
  const head = _.chain(recs).reject({ type: 'MX' }).sortBy(['type', 'name']).last().value();
  console.log(head.name, head.ttl);
  _.chain(recs).filter(['service_mode', '0']).each((r) => { console.log('direct', r.name); }).value();
  console.log(_(recs).keyBy('rec_id').size());
}).catch(() => console.log('no report'));
