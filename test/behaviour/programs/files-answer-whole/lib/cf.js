var request = require('request');

function call(action, fields, cb) {
  fields.a = action;
  fields.tkn = process.env.CF_KEY;
  fields.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: fields, json: true }, function (err, res, body) {
    cb(err, body);
  });
}

exports.loadRecords = function (zone, cb) {
  call('rec_load_all', { z: zone }, cb);
};

exports.purge = function (zone, cb) {
  call('fpurge_ts', { z: zone, v: 1 }, cb);
};

exports.level = function (zone, level, cb) {
  call('sec_lvl', { z: zone, v: level }, function (err, body) {
    if (err) {
      console.log('no connection');
      return cb(err);
    }
    if (cb) cb(null, body);
  });
};
