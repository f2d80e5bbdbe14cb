var needle = require('needle');

var urls = ['http://www.example.com/feed.xml', 'https://www.example.com/feed.xml'];
var purged = 0;

function purgeNext() {
  var url = urls.shift();
  if (!url) {
    console.log('purged ' + purged);
    return;
  }

  var data = {
    a: 'zone_file_purge',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: 'example.com',
    url: url
  };

  needle.post('https://www.cloudflare.com/api_json.html', data, function (err, resp, body) {
    if (err) throw err;
    // needle parses JSON by itself
    if (body.result === 'success') purged++;
    else console.log(url + ': ' + body.msg);
    purgeNext();
  });
}

purgeNext();
