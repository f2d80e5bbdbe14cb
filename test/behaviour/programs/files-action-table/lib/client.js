var request = require('request');
var ACTIONS = require('./actions');

function Client(email, key) {
  this.email = email;
  this.key = key;
}

Client.prototype._call = function (action, params, cb) {
  params.a = action;
  params.email = this.email;
  params.tkn = this.key;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: params, json: true }, function (err, res, body) {
    if (err) return cb(err);
    if (body.result === 'error') return cb(new Error(body.msg));
    cb(null, body.response);
  });
};

Object.keys(ACTIONS).forEach(function (name) {
  Client.prototype[name] = function (params, cb) {
    this._call(ACTIONS[name], params, cb);
  };
});

module.exports = Client;
