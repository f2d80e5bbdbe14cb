var cf = require('cloudflare');
module.exports = function (cfg) {
  return new cf.createClient({ email: cfg.email, token: cfg.key });
};
