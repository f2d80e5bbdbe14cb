const request = require('request');

module.exports = function cloudflare(a, fields) {
  return new Promise((resolve, reject) => {
    const form = { ...fields, a, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
    request.post('https://www.cloudflare.com/api_json.html', { form, json: true }, (err, res, body) => {
      if (err) reject(err);
      else if (body.result !== 'success') reject(new Error(body.msg));
      else resolve(body.response);
    });
  });
};
