const Api = require('./lib/api');
const purge = require('./jobs/purge');
const { zone } = require('./lib/settings');

const api = new Api({ email: process.env.CF_EMAIL, key: process.env.CF_KEY });

api.send('sec_lvl', { z: zone, v: api.levels()[0] === 'high' ? 'high' : 'low' }, (err) => {
  if (err) return console.error(err.message);
  console.log('level set');
  purge(api, (err) => {
    console.log(err ? err.message : 'purged');
    api.send('rec_load_all', { z: zone }, (err, { recs } = {}) => {
      if (err) return console.error(err.message);
      recs.objs.forEach((rec) => console.log(rec.name, rec.ttl));
    });
  });
});
