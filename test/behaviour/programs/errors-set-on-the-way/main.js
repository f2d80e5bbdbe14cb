// Functions that set their error before they hand it on, each in another way.
var request = require('request');

var API = 'https://www.cloudflare.com/api_json.html';
var auth = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.org' };

function parameter(action, fields, cb) {
  request.post({ url: API, form: Object.assign({ a: action }, auth, fields), json: true }, function (err, res, body) {
    if (!err && body.result === 'error') err = new Error(body.msg);
    cb(err, body);
  });
}

function variable(action, fields, cb) {
  request.post({ url: API, form: Object.assign({ a: action }, auth, fields), json: true }, function (err, res, body) {
    var error;
    if (err) {
      error = err;
    } else if (body.result !== 'success') {
      error = new Error('CloudFlare: ' + body.msg);
    }
    cb(error, error ? null : body.response);
  });
}

function constant(action, fields, cb) {
  request.post({ url: API, form: Object.assign({ a: action }, auth, fields), json: true }, function (err, res, body) {
    var failed = err || (body.result === 'error' && new Error(body.msg));
    if (failed) cb(failed);
    else cb(null, body.response);
  });
}

function caught(action, fields, cb) {
  request.post({ url: API, form: Object.assign({ a: action }, auth, fields), json: true }, function (err, res, body) {
    try {
      if (err) throw err;
      if (body.result !== 'success') throw new Error(body.msg);
    } catch (e) {
      return cb(e);
    }
    cb(null, body.response);
  });
}

function orNot(action, fields, cb) {
  request.post({ url: API, form: Object.assign({ a: action }, auth, fields), json: true }, function (err, res, body) {
    cb(err || (body.result !== 'success' && new Error(body.msg)), body && body.response);
  });
}

parameter('rec_load_all', {}, function (err, body) {
  console.log(err ? err.message : body.response.recs.count);
  variable('rec_load_all', {}, function (err, response) {
    console.log(err ? err.message : response.recs.objs[0].name);
    constant('devmode', { v: 1 }, function (err) {
      console.log(err ? err.message : 'on');
      caught('sec_lvl', { v: 'high' }, function (err) {
        if (err) console.log('level not set', err.message);
        orNot('fpurge_ts', { v: 1 }, function (err) {
          console.log('purge', err ? err.message : 'done');
        });
      });
    });
  });
});
