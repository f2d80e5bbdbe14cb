module.exports = {
  records: 'rec_load_all',
  create: 'rec_new',
  remove: 'rec_delete',
  purge: 'fpurge_ts'
};
