var request = require('request');

function defer() {
  var deferred = {};
  deferred.promise = new Promise(function (resolve, reject) {
    deferred.resolve = resolve;
    deferred.reject = reject;
  });
  return deferred;
}

function api(action, params) {
  var deferred = defer();
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    if (err) deferred.reject(err);
    else if (res.statusCode >= 500) deferred.reject(new Error('status ' + res.statusCode));
    else if (body.result !== 'success') deferred.reject(new Error(body.msg));
    else deferred.resolve(body.response);
  });
  return deferred.promise;
}

api('rec_load_all', { z: 'example.org' })
  .then(function (response) {
    var mails = response.recs.objs.filter(function (rec) {
      return rec.type === 'MX';
    });
    console.log(mails.length + ' mail servers of ' + response.recs.objs.length + ' records');
    return api('rec_new', { z: 'example.org', type: 'TXT', name: 'deferred', content: 'yes', ttl: '120' });
  })
  .then(function (response) {
    console.log(response.rec.obj.name, response.rec.obj.content, response.rec.obj.ttl);
    return api('devmode', { z: 'example.org', v: '1' });
  })
  .then(function () {
    console.log('development mode');
  })
  .catch(function (err) {
    console.log('failed: ' + err.message);
    process.exitCode = 1;
  });
