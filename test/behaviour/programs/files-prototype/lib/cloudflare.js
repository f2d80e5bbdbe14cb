var request = require('request');

function CloudFlare(email, token) {
  this.email = email;
  this.token = token;
}

CloudFlare.prototype.endpoint = 'https://www.cloudflare.com/api_json.html';

CloudFlare.prototype._request = function (action, params, fn) {
  var form = { a: action, tkn: this.token, email: this.email };
  for (var key in params) form[key] = params[key];
  request.post(this.endpoint, { form: form, json: true }, function (err, res, body) {
    if (err) return fn(err);
    if (body.result === 'error') return fn(new Error(body.msg));
    fn(null, body.response);
  });
};

CloudFlare.prototype.purge = function (zone, fn) {
  this._request('fpurge_ts', { z: zone, v: 1 }, fn);
};

CloudFlare.prototype.level = function (zone, level, fn) {
  this._request('sec_lvl', { z: zone, v: level }, fn);
};

module.exports = CloudFlare;
