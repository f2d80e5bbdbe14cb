import * as cloudflare from './lib/index.mjs';

export async function report(zone) {
  const { recs } = await cloudflare.v1('rec_load_all', { z: zone });
  for (const rec of recs.objs) console.log(`${rec.type} ${rec.name} ${rec.content}`);
  return recs.objs.length;
}
