'use strict';
const { purge } = require('./packages/cloudflare');

purge('example.com', ['http://example.com/a.css', 'http://example.com/b.css'], () => console.log('finished'));
