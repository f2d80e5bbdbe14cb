#!/usr/bin/env node
'use strict';

// Which of the names on the order list are in our account already?
//
//   zonecheck [name ...]

var cloudflare = require('cloudflare');

var orders = [
  { customer: 'Muller', domain: 'example.com' },
  { customer: 'Tanaka', domain: 'example.org' },
  { customer: 'Okafor', domain: 'not-ours.example' }
];

var names = process.argv.length > 2 ? process.argv.slice(2) : orders.map(function (order) {
  return order.domain;
});

var client = cloudflare.createClient({ email: process.env.CF_EMAIL, token: process.env.CF_KEY });

client.zoneCheck(names, function (err, zones) {
  if (err) {
    console.log('check failed: ' + err.message);
    process.exit(1);
  }

  var open = [];
  orders.forEach(function (order) {
    if (zones[order.domain]) {
      console.log(order.domain + ': ours');
    } else {
      open.push(order.customer);
      console.log(order.domain + ': to be added');
    }
  });
  console.log('ask: ' + (open.join(', ') || 'nobody'));
});
