const api = require('../lib/api');

exports.names = async (zone) => (await api('rec_load_all', { z: zone })).recs.objs.map(({ name }) => name);
exports.clear = async (zone) => {
  await api('fpurge_ts', { z: zone, v: '1' });
};
