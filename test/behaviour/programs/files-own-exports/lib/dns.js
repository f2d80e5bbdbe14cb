var request = require('request');

exports.url = 'https://www.cloudflare.com/api_json.html';

exports.call = function (action, fields, cb) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, fields);
  request.post({ url: exports.url, form: form, json: true }, function (err, res, body) {
    if (err) return cb(err);
    cb(body.result === 'success' ? null : new Error(body.msg), body.response);
  });
};

exports.list = function (zone, cb) {
  exports.call('rec_load_all', { z: zone }, cb);
};
