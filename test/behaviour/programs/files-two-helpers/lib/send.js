const request = require('request');

exports.send = (form, done) => {
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form, json: true }, (err, res, body) => {
    if (err) return done(err);
    if (body.result === 'error') return done(new Error(body.msg));
    done(null, body.response);
  });
};
