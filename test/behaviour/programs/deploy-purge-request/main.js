#!/usr/bin/env node
/* Last step of the deployment: throw away what the edge has cached. */
var request = require('request');

var started = ['build', 'upload'];

started.forEach(function (step) {
  console.log(step + ' done');
});

request.post('https://www.cloudflare.com/api_json.html', {
  form: {
    a:     'fpurge_ts',
    tkn:   process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z:     'example.com',
    v:     1
  }
}, function (error, response, body) {
  if (error) {
    console.log('could not reach CloudFlare');
    process.exit(1);
  }
  var answer;
  try {
    answer = JSON.parse(body);
  } catch (e) {
    console.log('CloudFlare talks gibberish');
    process.exit(1);
  }
  if (answer.result == 'error') {
    console.log('purge failed: ' + answer.msg);
    process.exit(1);
  }
  console.log('cache purged');
});
