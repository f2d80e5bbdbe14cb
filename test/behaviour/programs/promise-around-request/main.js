'use strict';

var Promise = require('bluebird');
var request = require('request');

function loadRecords(zone) {
  return new Promise(function (resolve, reject) {
    request.post('https://www.cloudflare.com/api_json.html', {
      form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone },
      json: true
    }, function (err, res, body) {
      if (err) return reject(err);
      if (body.result === 'error') return reject(new Error(body.msg));
      resolve(body.response.recs.objs);
    });
  });
}

loadRecords('example.com')
  .then(function (records) {
    var txt = records.filter(function (rec) { return rec.type === 'TXT'; });
    txt.forEach(function (rec) { console.log(rec.name + ' = ' + rec.content); });
    return txt.length;
  })
  .then(function (count) {
    console.log(count + ' texts');
  })
  .catch(function (err) {
    console.log('failed: ' + err.message);
    process.exit(1);
  });
