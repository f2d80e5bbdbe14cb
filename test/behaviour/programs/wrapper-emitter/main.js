var EventEmitter = require('events').EventEmitter;
var request = require('request');

function ask(action, params) {
  var events = new EventEmitter();
  var form = Object.assign({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, params);
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    if (err) return events.emit('error', err);
    if (res.statusCode >= 500) return events.emit('error', new Error('server error ' + res.statusCode));
    if (body.result === 'error') return events.emit('error', new Error(body.msg));
    events.emit('done', body.response);
  });
  return events;
}

function failed(err) {
  console.log('failed: ' + err.message);
  process.exitCode = 1;
}

var zones = ask('zone_load_multi');
zones.on('error', failed);
zones.on('done', function (response) {
  console.log(response.zones.objs.length + ' zones');
  ask('rec_new', { z: 'example.org', type: 'A', name: 'emitted', content: '203.0.113.60', ttl: 1 })
    .on('done', function (response) {
      console.log(response.rec.obj.name + ' -> ' + response.rec.obj.content);
    })
    .once('error', function (err) {
      console.log('no record: ' + err.message);
    });
});
