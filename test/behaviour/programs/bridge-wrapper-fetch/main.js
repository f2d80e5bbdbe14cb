import { call } from './lib/api.js';
import { activeZones } from './lib/zones.js';

try {
  const zones = await activeZones();
  console.log(zones.length, zones[0].zone_name, zones[0].zone_type);
  for (const { zone_name: z } of zones.slice(0, 2)) {
    const { result } = await call('zone_settings', { z });
    const [settings] = result.objs;
    console.log(z, settings.sec_lvl, settings.cache_lvl, settings.ob, settings.chl_ttl);
  }
  await call('cache_lvl', { z: 'example.com', v: 'agg' });
  await call('fpurge_ts', { z: 'example.com', v: '1' });
} catch (err) {
  console.log(`failed: ${err.message}`, err.code);
  process.exitCode = 2;
}
