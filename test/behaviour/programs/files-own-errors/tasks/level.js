const post = require('../lib/post');

module.exports = (zone, level, callback) => post('sec_lvl', zone, { v: level }, callback);
