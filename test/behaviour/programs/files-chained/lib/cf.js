var request = require('request');

var cf = {
  auth: function (email, token) {
    this.email = email;
    this.token = token;
    return this;
  },
  send: function (endpoint, params, callback) {
    var form = { a: endpoint, email: this.email, tkn: this.token };
    Object.keys(params).forEach(function (name) { form[name] = params[name]; });
    request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form }, function (err, res, body) {
      callback(err, body && JSON.parse(body));
    });
  }
};

module.exports = cf;
