// The function around the request is told which of two actions it is.
const zone = 'example.org';

async function call(action, params = {}) {
  const body = new URLSearchParams({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone, ...params });
  const res = await fetch('https://www.cloudflare.com/api_json.html', { method: 'POST', body });
  const data = await res.json();
  if (data.result !== 'success') throw new Error(data.msg);
  return data.response;
}

async function upsert(name, content) {
  const { recs } = await call('rec_load_all');
  const existing = recs.objs.find((rec) => rec.type === 'A' && rec.name === name);
  const action = existing ? 'rec_edit' : 'rec_new';
  const { rec } = await call(action, { type: 'A', name, content, ttl: existing ? existing.ttl : 120, ...(existing && { id: existing.rec_id }) });
  return `${action === 'rec_edit' ? 'changed' : 'made'} ${rec.obj.name} ${rec.obj.ttl}`;
}

async function set(kind, on) {
  const v = kind === 'attack' ? (on ? 'help' : 'med') : on ? 1 : 0;
  await call(kind === 'attack' ? 'sec_lvl' : kind === 'develop' ? 'devmode' : 'ipv46', { v });
  return `${kind} ${on}`;
}

try {
  for (const name of ['example.org', 'vpn.example.org']) console.log(await upsert(name, '192.0.2.44'));
  for (const kind of ['attack', 'develop', 'six']) console.log(await set(kind, kind !== 'six'));
} catch (error) {
  console.log('failed', error.message);
  process.exitCode = 1;
}
