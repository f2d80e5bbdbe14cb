var EventEmitter = require('events').EventEmitter;
var request = require('request');

var watcher = new EventEmitter();

watcher.check = function (zone) {
  request.post({
    url: 'https://www.cloudflare.com/api_json.html',
    form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone },
    json: true
  }, function (err, res, body) {
    if (err || body.result !== 'success') return watcher.emit('failed', zone);
    watcher.emit('records', zone, body.response.recs.objs);
  });
};

module.exports = watcher;
