var request = require('request');

module.exports = function task(options, done) {
  request({
    method: 'POST',
    uri: 'https://www.cloudflare.com/api_json.html',
    form: { a: options.action, tkn: options.token, email: options.email, z: options.domain, v: options.value || 1 }
  }, function (err, response, body) {
    if (err) return done(err);
    body = JSON.parse(body);
    if (body.result !== 'success') {
      return done(new Error(body.msg));
    }
    done(null, options.domain + ' done');
  });
};
