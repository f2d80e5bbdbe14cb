'use strict';

const request = require('request');

const ENDPOINT = 'https://www.cloudflare.com/api_json.html';

function cloudflare(action, fields, callback) {
  const form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, fields);
  request.post({ url: ENDPOINT, form, json: true }, (err, res, body) => {
    if (err) return callback('no connection: ' + err.message);
    if (body.result !== 'success') return callback(`${action} was refused: ${body.msg}`);
    callback(null, body.response);
  });
}

function records(zone) {
  return new Promise((resolve, reject) => {
    cloudflare('rec_load_all', { z: zone }, (why, response) => {
      if (why) return reject({ zone, why });
      resolve(response.recs.objs);
    });
  });
}

records('example.org')
  .then((list) => list.forEach((record) => console.log(record.type, record.name)))
  .then(() => records('missing.example'))
  .then((list) => console.log(list.length))
  .catch((failure) => {
    console.log(`${failure.zone}: ${failure.why}`);
    process.exitCode = 1;
  });
