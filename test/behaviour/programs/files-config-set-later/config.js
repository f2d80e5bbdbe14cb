module.exports = { action: 'rec_load_all', zone: 'example.org' };
