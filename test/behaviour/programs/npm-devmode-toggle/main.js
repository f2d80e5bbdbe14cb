#!/usr/bin/env node
'use strict';

var cf = require('cloudflare');

var STATES = ['on', 'off'];

function usage() {
  console.log('usage: devmode ' + STATES.join('|'));
  process.exit(64);
}

function hint(enabled) {
  if (enabled) console.log('It ends by itself after three hours.');
}

var state = process.argv[2];
if (STATES.indexOf(state) === -1) usage();

var enable = state === 'on';

cf.createClient({ email: process.env.CF_EMAIL, token: process.env.CF_KEY })
  .devmode('example.org', enable, function (err) {
    if (err) {
      console.log('Could not switch development mode: ' + err.message);
      process.exitCode = 1;
      return;
    }
    console.log('Development mode is ' + state.toUpperCase() + ' for example.org');
    hint(enable);
  });
