const call = require('./call');
function list(zone) { return call('rec_load_all', { z: zone }).then((r) => r.recs.objs); }
function find(zone, name) { return list(zone).then((recs) => recs.find((r) => r.name === name)); }
function edit(zone, rec, ip) {
  return call('rec_edit', { z: zone, id: rec.rec_id, type: rec.type, name: rec.name, content: ip, ttl: rec.ttl, service_mode: rec.service_mode });
}
function remove(zone, rec) { return call('rec_delete', { z: zone, id: rec.rec_id }); }
module.exports = { list, find, edit, remove };
