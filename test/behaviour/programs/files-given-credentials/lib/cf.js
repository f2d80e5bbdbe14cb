const request = require('request');
let email, key;
function login(e, k) { email = e; key = k; }
function call(action, params, cb) {
  request.post('https://www.cloudflare.com/api_json.html', { json: true, form: { a: action, tkn: key, email, ...params } }, (err, res, body) => {
    if (err) return cb(err);
    if (body.result === 'error') return cb(new Error(body.msg));
    cb(null, body.response);
  });
}
module.exports = { login, call };
