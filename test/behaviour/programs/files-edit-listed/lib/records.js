var request = require('request');

var url = 'https://www.cloudflare.com/api_json.html';
var tkn = process.env.CF_KEY;
var email = process.env.CF_EMAIL;

exports.find = function (zone, name, callback) {
  request.post({ url: url, form: { a: 'rec_load_all', tkn: tkn, email: email, z: zone }, json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result === 'error') return callback(new Error(body.msg));
    var found = body.response.recs.objs.filter(function (rec) { return rec.name === name && rec.type === 'A'; })[0];
    callback(null, found);
  });
};

exports.point = function (zone, rec, ip, callback) {
  var form = { a: 'rec_edit', tkn: tkn, email: email, z: zone, type: 'A', id: rec.rec_id, name: rec.name, content: ip, service_mode: rec.service_mode, ttl: rec.ttl };
  request.post({ url: url, form: form, json: true }, function (err, res, body) {
    if (err) return callback(err);
    callback(body.result === 'error' ? new Error(body.msg) : null);
  });
};
