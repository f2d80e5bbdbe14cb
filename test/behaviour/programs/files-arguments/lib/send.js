var request = require('request');

// send(action, [params], callback)
module.exports = function send(action) {
  var callback = arguments[arguments.length - 1];
  var params = arguments.length > 2 ? arguments[1] : {};
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post('https://www.cloudflare.com/api_json.html', { form: form }, function (err, res, body) {
    if (err) return callback(err);
    var json = JSON.parse(body);
    if (json.result === 'error') return callback(new Error(json.msg));
    callback(null, json.response);
  });
};
