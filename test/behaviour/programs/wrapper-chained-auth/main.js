var https = require('https'), querystring = require('querystring');
var api = {
  auth: function (email, token) { this.email = email; this.token = token; return this; },
  send: function (endpoint, params, callback) {
    if (typeof params === 'function') { callback = params; params = {}; }
    params.a = endpoint;
    params.tkn = this.token;
    params.email = this.email;
    https.get('https://www.cloudflare.com/api_json.html?' + querystring.stringify(params), function (res) {
      var buf = '';
      res.on('data', function (c) { buf += c; });
      res.on('end', function () { callback(null, JSON.parse(buf)); });
    }).on('error', function (e) { callback(e); });
  }
};
api.auth(process.env.CF_EMAIL, process.env.CF_KEY).send('zone_load_multi', function (err, data) {
  if (err) throw err;
  if (data.result != 'success') { console.log(data.msg); return; }
  data.response.zones.objs.forEach(function (z) { console.log(z.zone_name); });
});
