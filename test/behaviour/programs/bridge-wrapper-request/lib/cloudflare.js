'use strict';

var request = require('request');

var ENDPOINT = 'https://www.cloudflare.com/api_json.html';

module.exports = function api(action, params, callback) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post({ url: ENDPOINT, form: form, json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (res.statusCode !== 200) return callback(new Error('HTTP ' + res.statusCode));
    if (body.result === 'error') return callback(new Error(body.msg || 'unknown error'));
    callback(null, body.response);
  });
};
