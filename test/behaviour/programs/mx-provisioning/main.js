/**
 * Points the mail of a new domain at our servers.
 */
var async = require('async');
var request = require('request');

var servers = [
  { host: 'mx1.mailhost.example', prio: 10 },
  { host: 'mx2.mailhost.example', prio: 20 },
  { host: 'mx3.mailhost.example', prio: 30 }
];

async.forEachOfSeries(servers, function (server, index, done) {
  request.post({
    url: 'https://www.cloudflare.com/api_json.html',
    form: {
      a: 'rec_new',
      tkn: process.env.CF_KEY,
      email: process.env.CF_EMAIL,
      z: 'example.com',
      type: 'MX',
      name: 'example.com',
      content: server.host,
      prio: server.prio,
      ttl: 3600
    }
  }, function (err, response, body) {
    if (err) return done(err);
    var answer = JSON.parse(body);
    if (answer.result !== 'success') return done(new Error(answer.msg));
    var obj = answer.response.rec.obj;
    console.log((index + 1) + '. ' + obj.content + ' priority ' + obj.prio + ', ttl ' + obj.ttl);
    done();
  });
}, function (err) {
  if (err) {
    console.log('mail is not ready');
    return process.exit(1);
  }
  console.log('mail ready');
});
