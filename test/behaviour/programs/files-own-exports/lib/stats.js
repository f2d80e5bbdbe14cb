var request = require('request');

module.exports = function (action, fields, cb) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, fields);
  request.post({ url: module.exports.url, form: form, json: true }, function (err, res, body) {
    if (err) return cb(err);
    cb(body.result === 'success' ? null : new Error(body.msg), body.response);
  });
};

module.exports.url = 'https://www.cloudflare.com/api_json.html';
