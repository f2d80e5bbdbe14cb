const request = require('request');

const URL = 'https://www.cloudflare.com/api_json.html';

module.exports = (email, tkn) => (action) => (fields, done) => {
  request.post(URL, { form: { ...fields, a: action, email, tkn }, json: true }, (err, res, body) => {
    if (err) return done(err);
    if (body.result === 'error') return done(new Error(body.msg));
    return done(null, body.response);
  });
};
