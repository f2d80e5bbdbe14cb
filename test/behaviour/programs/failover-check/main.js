var async = require('async');
var request = require('request');

var config = { key: process.env.CF_KEY, email: process.env.CF_EMAIL, zone: 'example.com', api: 'https://www.cloudflare.com/api_json.html' };
var primary = '192.0.2.40';
var standby = '192.0.2.41';

function findRecord(host, callback) {
  request.post(config.api, { form: { a: 'rec_load_all', tkn: config.key, email: config.email, z: config.zone } }, function (error, response, body) {
    if (error || response.statusCode !== 200) return callback(error || new Error('status ' + response.statusCode));
    var json;
    try {
      json = JSON.parse(body);
    } catch (e) {
      return callback(e);
    }
    if (json.result === 'error') return callback(new Error(json.msg));
    var matches = json.response.recs.objs.filter(function (rec) { return rec.name === host + '.' + config.zone && rec.type === 'A'; });
    if (matches.length !== 1) return callback(new Error(matches.length + ' records of ' + host));
    callback(null, matches[0]);
  });
}

function point(record, ip, callback) {
  request.post(config.api, {
    form: {
      a: 'rec_edit', tkn: config.key, email: config.email, z: config.zone,
      id: record.rec_id, type: 'A', name: record.name, content: ip, service_mode: record.service_mode, ttl: record.ttl
    }
  }, function (error, response, body) {
    if (error) return callback(error);
    var json = JSON.parse(body);
    callback(json.result === 'success' ? null : new Error(json.msg), ip);
  });
}

async.waterfall([
  function (callback) { findRecord('staging', callback); },
  function (record, callback) {
    console.log('staging is ' + record.content + ', ttl ' + record.ttl);
    point(record, record.content === primary ? standby : primary, callback);
  }
], function (error, ip) {
  if (error) {
    console.error('failover: ' + error.message);
    process.exit(1);
  }
  console.log('staging points to ' + ip);
});
