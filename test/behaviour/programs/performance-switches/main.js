'use strict';

const async = require('async');
const request = require('request');

const zone = 'example.com';
const url = 'https://www.cloudflare.com/api_json.html';
const tkn = process.env.CF_KEY;
const email = process.env.CF_EMAIL;

function outcome(cb) {
  return (err, res, body) => {
    if (err) return cb(err);
    cb(body.result === 'success' ? null : new Error(body.msg));
  };
}

async.series(
  [
    (cb) => request.post({ url, json: true, form: { a: 'ipv46', tkn, email, z: zone, v: 3 } }, outcome(cb)),
    (cb) => request.post({ url, json: true, form: { a: 'async', tkn, email, z: zone, v: 'a' } }, outcome(cb)),
    (cb) => request.post({ url, json: true, form: { a: 'ob', tkn, email, z: zone, v: '0' } }, outcome(cb)),
  ],
  (err) => {
    if (err) {
      console.log('switches unchanged');
      process.exitCode = 1;
      return;
    }
    console.log('ipv6 on, Rocket Loader on, Always Online off');
  }
);
