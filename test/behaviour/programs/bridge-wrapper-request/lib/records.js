'use strict';

var api = require('./cloudflare');

exports.find = function (zone, name, callback) {
  api('rec_load_all', { z: zone }, function (err, response) {
    if (err) return callback(err);
    callback(
      null,
      response.recs.objs.filter(function (rec) {
        return rec.display_name === name;
      })
    );
  });
};

exports.point = function (rec, ip, callback) {
  var fields = { z: rec.zone_name, id: rec.rec_id, type: rec.type, name: rec.name, content: ip };
  fields.ttl = rec.ttl;
  fields.service_mode = rec.service_mode;
  api('rec_edit', fields, callback);
};
