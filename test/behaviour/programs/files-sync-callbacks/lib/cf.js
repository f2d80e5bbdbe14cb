var request = require('request');

exports.call = function (action, fields, cb) {
  fields.a = action;
  fields.tkn = process.env.CF_KEY;
  fields.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: fields, json: true }, function (err, res, body) {
    if (err) return cb(err);
    if (body.result !== 'success') return cb(new Error(body.msg));
    cb(null, body.response);
  });
};
