// what may be asked for on the command line
module.exports = {
  list: { action: 'rec_load_all', field: 'z' },
  zones: { action: 'zone_load_multi' },
  purge: { action: 'fpurge_ts', field: 'z', fixed: { v: 1 } },
  develop: { action: 'devmode', field: 'z', fixed: { v: '1' } },
};
