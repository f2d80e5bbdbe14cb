'use strict';
const list = require('./lib/list');
const purge = require('./lib/purge');
const level = require('./lib/level');

list('example.org', () => {
  list('example.net', () => {
    purge('example.org', () => {
      level('example.org', 'high');
    });
  });
});
