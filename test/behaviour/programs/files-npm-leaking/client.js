var Promise = require('bluebird');
var cloudflare = require('cloudflare');

var client = cloudflare.createClient({ token: process.env.CF_KEY, email: process.env.CF_EMAIL });

module.exports = client;
module.exports.later = Promise.promisifyAll(client);
