const makeCall = require('./make-call')(process.env.CF_EMAIL, process.env.CF_KEY);

exports.add = makeCall('rec_new');
exports.purge = makeCall('fpurge_ts');
