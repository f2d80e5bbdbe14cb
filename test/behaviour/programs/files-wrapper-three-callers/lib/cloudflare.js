var request = require('request');

var API = 'https://www.cloudflare.com/api_json.html';

// one place that talks to CloudFlare
function call(action, params, callback) {
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post({ url: API, form: form, json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result !== 'success') return callback(new Error(body.msg));
    callback(null, body.response);
  });
}

module.exports = call;
