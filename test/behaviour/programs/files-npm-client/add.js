var client = require('./client');
module.exports = function (name, cb) {
  client.rec_new('example.org', { type: 'A', name: name, content: '192.0.2.7' }, function (err, rec) {
    cb(err, rec && rec.rec_id);
  });
};
