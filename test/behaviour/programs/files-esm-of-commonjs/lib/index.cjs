exports.cloudflare = require('./cloudflare.cjs');
exports.zones = ['example.com', 'example.org'];
