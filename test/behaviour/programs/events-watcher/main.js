// A little daemon: checks the address, and tells whoever listens
var EventEmitter = require('events').EventEmitter;
var request = require('request');

var watcher = new EventEmitter();
var addresses = ['198.51.100.7', '198.51.100.7', '203.0.113.70'];
var checks = 0;

function check() {
  var ip = addresses[checks++];
  request.post('https://www.cloudflare.com/api_json.html', {
    form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' }
  }, function (err, res, body) {
    if (err) return watcher.emit('problem', 'connection');
    var data = JSON.parse(body);
    if (data.result !== 'success') return watcher.emit('problem', data.msg);
    var home = data.response.recs.objs.filter(function (rec) {
      return rec.name === 'home.example.com' && rec.type === 'A';
    })[0];
    if (home.content === ip) watcher.emit('same', ip);
    else watcher.emit('changed', home.rec_id, home.ttl, ip);
  });
}

watcher.on('same', function (ip) {
  console.log('same: ' + ip);
  if (checks < addresses.length) check();
});

watcher.on('problem', function (what) {
  console.log('problem: ' + what);
  process.exitCode = 1;
});

watcher.on('changed', function (id, ttl, ip) {
  request.post('https://www.cloudflare.com/api_json.html', {
    form: {
      a: 'rec_edit', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com',
      id: id, type: 'A', name: 'home', content: ip, ttl: ttl
    }
  }, function (err, res, body) {
    if (err) return watcher.emit('problem', 'connection');
    var data = JSON.parse(body);
    if (data.result !== 'success') return watcher.emit('problem', data.msg);
    console.log('changed: ' + ip);
    console.log('watch: ' + checks + ' checks');
  });
});

check();
