var zone = require('./zones').main;

exports.form = function (action, fields) {
  var form = { a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone };
  return Object.assign(form, fields);
};

exports.url = 'https://www.cloudflare.com/api_json.html';
