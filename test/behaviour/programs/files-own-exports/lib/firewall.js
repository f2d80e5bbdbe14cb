var request = require('request');

module.exports = { call, ban };

function call(action, fields, cb) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, fields);
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    if (err) return cb(err);
    cb(body.result === 'success' ? null : new Error(body.msg), body.response);
  });
}

function ban(ip, cb) {
  call('ban', { key: ip }, cb);
}
