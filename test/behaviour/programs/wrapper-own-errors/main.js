var request = require('request');
var util = require('util');

function CloudflareError(answer, step) {
  Error.captureStackTrace(this, CloudflareError);
  this.name = 'CloudflareError';
  this.message = step + ': ' + answer.msg;
  this.code = answer.err_code;
}
util.inherits(CloudflareError, Error);

function call(action, params, cb) {
  params.a = action;
  params.tkn = process.env.CF_KEY;
  params.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: params, json: true }, function (err, res, body) {
    if (err) return cb(err);
    if (res.statusCode !== 200) return cb(new Error('Cloudflare answered ' + res.statusCode));
    if (body.result === 'error') return cb(new CloudflareError(body, action));
    cb(null, body.response);
  });
}

function told(err) {
  console.log(err instanceof CloudflareError ? 'refused: ' + err.message : 'failed: ' + err.message);
  process.exitCode = 1;
}

call('zone_load_multi', {}, function (err, response) {
  if (err) return told(err);
  console.log(response.zones.objs.length + ' zones');
  call('cache_lvl', { z: 'example.com', v: 'basic' }, function (err) {
    if (err) return told(err);
    console.log('basic');
    call('rec_new', { z: 'example.com', type: 'CNAME', name: 'docs', content: 'example.com', ttl: 1 }, function (err) {
      // it is there already
      console.log(err ? err.name + ' ' + err.message.split(':')[0] : 'made again');
    });
  });
});
