var request = require('request');

var self = (module.exports = {
  api: 'https://www.cloudflare.com/api_json.html',

  call: function (action, fields, cb) {
    var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, fields);
    request.post({ url: module.exports.api, form: form, json: true }, function (err, res, body) {
      if (err) return cb(err);
      cb(body.result === 'success' ? null : new Error(body.msg), body.response);
    });
  },

  purge: function (zone, cb) {
    self.call('fpurge_ts', { z: zone, v: 1 }, cb);
  },
});
