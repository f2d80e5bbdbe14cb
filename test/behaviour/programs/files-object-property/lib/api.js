var https = require('https');
var qs = require('querystring');

var api = {
  key: process.env.CF_KEY,
  email: process.env.CF_EMAIL,

  call: function (params, callback) {
    params.tkn = api.key;
    params.email = api.email;
    var body = qs.stringify(params);
    var req = https.request({
      host: 'www.cloudflare.com',
      path: '/api_json.html',
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }
    }, function (res) {
      var text = '';
      res.on('data', function (chunk) { text += chunk; });
      res.on('end', function () {
        var json = JSON.parse(text);
        callback(json.result === 'success' ? null : new Error(json.msg), json);
      });
    });
    req.on('error', callback);
    req.end(body);
  },

  purgeFile: function (zone, url, callback) {
    api.call({ a: 'zone_file_purge', z: zone, url: url }, callback);
  }
};

module.exports = api;
