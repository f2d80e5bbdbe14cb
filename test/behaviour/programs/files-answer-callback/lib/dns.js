var request = require('request');

var API = 'https://www.cloudflare.com/api_json.html';

function credentials(form) {
  form.tkn = process.env.CF_KEY;
  form.email = process.env.CF_EMAIL;
  return form;
}

exports.records = function (zone, callback) {
  request.post({ url: API, form: credentials({ a: 'rec_load_all', z: zone }), json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result !== 'success') return callback(new Error(body.msg));
    callback(null, body.response.recs.objs);
  });
};
