var request = require('request');
var die = require('./die');

module.exports = function (action, params, callback) {
  params.a = action;
  params.tkn = process.env.CF_KEY;
  params.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: params, json: true }, function (err, res, body) {
    if (err) die(err.message);
    if (body.result === 'error') die(body.msg);
    callback(body.response);
  });
};
