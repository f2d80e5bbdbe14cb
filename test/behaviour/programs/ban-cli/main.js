#!/usr/bin/env node
// usage: main.js ban:IP ... nul:IP ...
var request = require('request');

var jobs = process.argv.slice(2).map(function (arg) {
  var parts = arg.split(':');
  return { action: parts[0], ip: parts[1] };
});

function report(job, err, body) {
  if (err) {
    console.log(job.action + ' ' + job.ip + ' no connection');
  } else if (body.result === 'success') {
    console.log(job.action + ' ' + job.ip + ' ok');
  } else {
    console.log(job.action + ' ' + job.ip + ' failed: ' + body.msg);
    process.exitCode = 1;
  }
}

function run() {
  var job = jobs.shift();
  if (!job) return;
  var credentials = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
  if (job.action === 'ban') {
    request.post({
      url: 'https://www.cloudflare.com/api_json.html',
      form: { a: 'ban', tkn: credentials.tkn, email: credentials.email, key: job.ip },
      json: true
    }, function (err, res, body) {
      report(job, err, body);
      run();
    });
  } else {
    request.post({
      url: 'https://www.cloudflare.com/api_json.html',
      form: { a: 'nul', tkn: credentials.tkn, email: credentials.email, key: job.ip },
      json: true
    }, function (err, res, body) {
      report(job, err, body);
      run();
    });
  }
}

run();
