var request = require('request');

module.exports = function (callback) {
  request.get({
    url: 'https://www.cloudflare.com/api_json.html',
    qs: { a: 'zone_load_multi', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL },
    json: true
  }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result !== 'success') return callback(new Error('refused'));
    callback(null, body.response.zones.objs);
  });
};
