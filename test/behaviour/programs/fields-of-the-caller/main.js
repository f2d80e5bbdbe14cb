const https = require('https');
const qs = require('querystring');
function call(action, params, cb) {
  const body = qs.stringify(Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params));
  const req = https.request({ host: 'www.cloudflare.com', path: '/api_json.html', method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) } }, (res) => {
    let text = '';
    res.on('data', (d) => { text += d; });
    res.on('end', () => {
      const json = JSON.parse(text);
      if (json.result === 'error') return cb(new Error(json.msg));
      cb(null, json.response);
    });
  });
  req.on('error', cb);
  req.end(body);
}
function listRecords(zone, cb) { call('rec_load_all', { z: zone }, cb); }
function addRecord(zone, rec, cb) { call('rec_new', Object.assign({ z: zone, ttl: 1 }, rec), cb); }
function editRecord(zone, id, rec, cb) { call('rec_edit', Object.assign({ z: zone, id: id }, rec), cb); }
listRecords('example.org', (err, r) => {
  if (err) { console.error(err.message); process.exitCode = 1; return; }
  const www = r.recs.objs.filter((o) => o.display_name === 'home')[0];
  editRecord('example.org', www.rec_id, { type: 'A', name: 'home', content: '192.0.2.77', ttl: 120, service_mode: 0 }, (err, res) => {
    if (err) { console.error(err.message); process.exitCode = 1; return; }
    console.log('edited', res.rec.obj.content);
    addRecord('example.org', { type: 'CNAME', name: 'docs', content: 'example.com' }, (err, res) => {
      if (err) { console.error(err.message); process.exitCode = 1; return; }
      console.log('added', res.rec.obj.name);
    });
  });
});
