'use strict';
const request = require('request');

const API = 'https://www.cloudflare.com/api_json.html';
const auth = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };

/** Says whether the call went well. */
function check(body) {
  if (body.result === 'error') {
    console.log('Cloudflare says: ' + body.msg);
    return false;
  }
  return true;
}

const isOk = (body) => body.result === 'success';

function isNothing(body) {
  return !body || body.result === 'error';
}

function count(body) {
  const recs = body.response ? body.response.recs.objs : [];
  console.log(recs.length + ' records');
}

function printRecords(body) {
  for (const rec of body.response.recs.objs) console.log(rec.name, rec.type, rec.content);
}

function post(fields, cb) {
  request.post({ url: API, json: true, form: Object.assign({}, fields, auth) }, (err, res, body) => cb(err, body));
}

function list(zone, done) {
  request.post({ url: API, json: true, form: Object.assign({ a: 'rec_load_all', z: zone }, auth) }, (err, res, body) => {
    if (err) return done('no connection');
    count(body);
    if (check(body)) printRecords(body);
    done();
  });
}

function level(zone, done) {
  post({ a: 'sec_lvl', z: zone, v: 'high' }, (err, body) => {
    const ok = !err && isOk(body);
    done(ok ? 'level is high' : 'level stays');
  });
}

function purge(zone, done) {
  post({ a: 'fpurge_ts', z: zone, v: 1 }, (err, body) => {
    if (isNothing(body)) return done(body ? body.msg : 'no connection');
    done('purged');
  });
}

list('example.org', (err) => {
  if (err) console.log(err);
  level('example.org', (said) => {
    console.log(said);
    purge('example.org', console.log);
  });
});
