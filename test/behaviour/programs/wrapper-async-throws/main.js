const rp = require('request-promise');
const API = 'https://www.cloudflare.com/api_json.html';

async function call(a, fields = {}) {
  const body = await rp.post({ url: API, json: true, form: { a, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...fields } });
  if (body.result !== 'success') throw new Error(body.msg);
  return body.response;
}

const listZones = () => call('zone_load_multi').then((r) => r.zones.objs.map((z) => z.zone_name));

async function main() {
  const zones = await listZones();
  for (const zone of zones.filter((name) => name !== 'example.com')) {
    const { recs } = await call('rec_load_all', { z: zone });
    console.log(zone, recs.count);
    if (zone.startsWith('example.')) await call('fpurge_ts', { z: zone, v: 1 });
  }
}

main().catch((err) => {
  console.log('failed');
  process.exitCode = 1;
});
