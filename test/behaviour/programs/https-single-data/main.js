var https = require('https');
var querystring = require('querystring');

var post_data = querystring.stringify({
  'a'     : 'sec_lvl',
  'tkn'   : process.env.CF_KEY,
  'email' : process.env.CF_EMAIL,
  'z'     : 'example.com',
  'v'     : 'high'
});

var post_options = {
  host: 'www.cloudflare.com',
  port: '443',
  path: '/api_json.html',
  method: 'POST',
  headers: {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': post_data.length
  }
};

// small answer, one chunk
var post_req = https.request(post_options, function (res) {
  res.setEncoding('utf8');
  res.on('data', function (chunk) {
    var answer = JSON.parse(chunk);
    if (answer.result === 'success') {
      console.log('security level of example.com is now high');
    } else {
      console.log('failed: ' + answer.msg);
    }
  });
});

post_req.on('error', function (e) {
  console.log('failed: ' + e.code);
});

post_req.write(post_data);
post_req.end();
