'use strict';
const { call } = require('./lib/api');

async function main() {
  const zone = 'example.org';
  const { recs } = await call('rec_load_all', { z: zone });
  for (const rec of recs.objs) {
    console.log(rec.type, rec.name, rec.content);
  }
  try {
    await call('rec_delete', { z: zone, id: recs.objs[0].rec_id });
  } catch (err) {
    console.log('kept', err.response ? err.response.status : err.message);
  }
  await call('fpurge_ts', { z: zone, v: 1 });
  console.log('purged');
}

main().catch((err) => {
  console.error('failed:', err.response ? err.response.status : err.message);
  process.exitCode = 1;
});
