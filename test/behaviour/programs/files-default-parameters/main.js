import call from './lib/call.js';

try {
  const { zones } = await call();
  console.log(zones.count, zones.objs[0].zone_name);
  await call('ipv46', { z: zones.objs[0].zone_name, v: 0 });
  console.log('ipv6 off');
} catch (err) {
  console.log(err.message);
  process.exitCode = 1;
}
