var request = require('request');
var debug = require('util').debuglog('cf');
var auth = { email: process.env.CF_EMAIL, token: process.env.CF_KEY };

function call(action, params, cb) {
  if (!params) return cb(new Error('no params'));
  if (typeof cb !== 'function') throw new TypeError('callback missing');
  var form = { a: action, tkn: auth.token, email: auth.email };
  for (var key in params) form[key] = params[key];
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    cb(err, body);
  });
}

exports.loadRecords = function (zone, cb) {
  debug('records of %s', zone);
  if (!zone) return cb(new Error('zone missing'));
  call('rec_load_all', { z: zone }, cb);
};
exports.purge = function (zone, cb) {
  if (typeof zone !== 'string') {
    throw new Error('zone must be a string');
  }
  call('fpurge_ts', { z: zone, v: 1 }, cb);
};
exports.level = function (zone, level, cb) {
  if (zone) {
    call('sec_lvl', { z: zone, v: level }, cb);
  } else {
    cb('no zone');
  }
};
