var request = require('request');
module.exports = function (opts) {
  var defaults = { url: 'https://www.cloudflare.com/api_json.html', method: 'POST', json: true };
  return {
    call: function (action, data, callback) {
      if (typeof data === 'function') { callback = data; data = {}; }
      var form = { a: action, email: opts.email, tkn: opts.token };
      Object.keys(data).forEach(function (k) { form[k] = data[k]; });
      request({ url: defaults.url, method: defaults.method, json: defaults.json, form: form }, function (err, res, body) {
        if (err) return callback(err);
        if (res.statusCode !== 200) return callback(new Error('Unexpected status ' + res.statusCode));
        if (body.result !== 'success') return callback(new Error(body.msg || 'unknown'));
        callback(null, body.response);
      });
    }
  };
};
