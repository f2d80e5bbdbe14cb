// Prints the addresses among the first records, in the style of the old shell script
var request = require('request');

var MOST = 16;

var options = {
  'url': 'https://www.cloudflare.com/api_json.html',
  'form': {
    'a': 'rec_load_all',
    'tkn': process.env['CF_KEY'],
    'email': process.env['CF_EMAIL'],
    'z': 'example.com'
  },
  'json': true
};

request.post(options, function (error, response, body) {
  if (error || body['result'] !== 'success') {
    console.log('no records');
    process.exitCode = 1;
    return;
  }

  var records = body['response']['recs']['objs'];
  for (var i = 0; i < MOST; i++) {
    var record = records[i];
    if (record['type'] !== 'A') continue;
    console.log(record['name'] + ' [' + record['type'] + '] ' + record['content']);
  }
});
