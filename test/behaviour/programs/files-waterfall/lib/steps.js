var request = require('request');

function post(form, callback) {
  form.tkn = process.env.CF_KEY;
  form.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result !== 'success') return callback(new Error(body.msg));
    callback(null, body.response);
  });
}

exports.load = function (callback) {
  post({ a: 'rec_load_all', z: 'example.com' }, function (err, response) {
    if (err) return callback(err);
    callback(null, response.recs.objs);
  });
};

exports.remove = function (rec, callback) {
  post({ a: 'rec_delete', z: 'example.com', id: rec.rec_id }, function (err) {
    callback(err);
  });
};
