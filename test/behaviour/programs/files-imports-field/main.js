import { call } from '#cloudflare';

try {
  const { recs } = await call('rec_load_all', { z: 'example.org' });
  console.log(recs.objs.map((rec) => `${rec.type} ${rec.name}`).sort().join('\n'));
} catch (err) {
  console.log('failed:', err.message);
  process.exitCode = 1;
}
