const { zone } = require('../lib/settings');

module.exports = (api, done) => api.send('fpurge_ts', { z: zone, v: 1 }, done);
