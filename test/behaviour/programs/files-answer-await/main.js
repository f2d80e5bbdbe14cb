import { records, remove } from './src/index.js';

try {
  const stale = (await records('example.com')).filter((rec) => rec.type === 'A' && /^node-00[12]/.test(rec.name));
  for (const rec of stale) {
    await remove('example.com', rec.rec_id);
    console.log('removed', rec.name, rec.ttl);
  }
} catch (err) {
  console.log('failed', err.message);
  process.exitCode = 1;
}
