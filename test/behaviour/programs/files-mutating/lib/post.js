var request = require('request');
var sign = require('./sign');

exports.post = function (form, callback) {
  sign(form);
  request.post('https://www.cloudflare.com/api_json.html', { form: form, json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result === 'error') return callback(new Error(body.msg));
    callback();
  });
};
