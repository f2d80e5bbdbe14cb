const { load } = require('./lib/load');
const show = require('./lib/show');

load('example.org', show);
