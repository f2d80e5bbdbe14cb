// Gulp's last step: purge what the build has changed
var async = require('async');

var cloudflare = require('cloudflare').createClient({
  email: process.env.CF_EMAIL,
  token: process.env.CF_KEY
});

var site = 'https://www.example.com';

// what the build reports
var build = {
  added: ['/js/main.js'],
  changed: ['/', '/about/', '/css/main.css'],
  unchanged: ['/img/logo.png', '/favicon.ico']
};

function stale() {
  return build.changed.concat(build.added).map(function (path) {
    return site + path;
  });
}

var urls = stale();

console.log('purging ' + urls.length + ' files, ' + build.unchanged.length + ' stay');

async.each(urls, function (url, done) {
  cloudflare.zoneFilePurge('example.com', url, done);
}, function (err) {
  if (err) {
    console.log('purge failed: ' + err.message);
    process.exit(1);
  }
  console.log('all purged');
});
