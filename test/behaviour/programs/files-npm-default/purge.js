const shared = require('./client');
module.exports = function (zone, client, done) {
  client = client || shared;
  client.clearCache(zone, function (err) { done(err); });
};
