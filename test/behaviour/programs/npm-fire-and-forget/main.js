// After publishing: purge, and do not care how it goes
var path = require('path');
var cloudflare = require('cloudflare').createClient({
  email: process.env.CF_EMAIL,
  token: process.env.CF_KEY
});

var pages = ['index.md', 'news.md', 'contact.md'];

function render(page) {
  return '/' + path.basename(page, '.md') + '.html';
}

function publish(list, cb) {
  var left = list.length;
  list.forEach(function (page) {
    setImmediate(function () {
      console.log('page ' + render(page));
      if (--left === 0) cb();
    });
  });
}

function purge() {
  cloudflare.clearCache('example.com', function () {});
}

publish(pages, function () {
  purge();
  console.log('published');
});
