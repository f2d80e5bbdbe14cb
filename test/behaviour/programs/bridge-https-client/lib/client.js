var https = require('https');
var querystring = require('querystring');

function Client(email, key) {
  this.email = email;
  this.key = key;
}

// calls any action and gives the whole answer; `null` where Cloudflare refused
Client.prototype.call = function (action, params, callback) {
  params.a = action;
  params.email = this.email;
  params.tkn = this.key;
  var data = querystring.stringify(params);
  var req = https.request({
    hostname: 'www.cloudflare.com',
    path: '/api_json.html',
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': data.length }
  }, function (res) {
    var body = '';
    res.setEncoding('utf8');
    res.on('data', function (chunk) {
      body += chunk;
    });
    res.on('end', function () {
      var answer = JSON.parse(body);
      callback(answer.result === 'success' ? null : answer, answer.response);
    });
  });
  req.on('error', function (err) {
    callback({ msg: 'no connection', err_code: null });
  });
  req.write(data);
  req.end();
};

module.exports = Client;
