var request = require('request');

module.exports = request.defaults({
  baseUrl: 'https://www.cloudflare.com',
  json: true
});
