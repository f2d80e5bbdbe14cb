module.exports = function Records(client, zone) {
  return {
    find: function (name, cb) {
      client.listDomainRecords(zone, function (err, recs) {
        if (err) return cb(err);
        cb(null, recs.filter(function (r) { return r.name === name; })[0]);
      });
    },
    add: function (name, ip, cb) {
      client.addDomainRecord(zone, { type: 'A', name: name, content: ip }, cb);
    }
  };
};
