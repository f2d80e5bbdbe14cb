const request = require('request');

exports.post = (fields, done) => {
  const form = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...fields };
  request.post('https://www.cloudflare.com/api_json.html', { form }, done);
};
