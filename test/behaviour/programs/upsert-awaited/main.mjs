async function talk(fields) {
  const res = await fetch('https://www.cloudflare.com/api_json.html', { method: 'POST', body: new URLSearchParams({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.org', ...fields }) });
  const json = await res.json();
  if (json.result !== 'success') throw new Error(json.msg);
  return json.response;
}
const recs = (await talk({ a: 'rec_load_all' })).recs.objs;
for (const [name, content] of [['home', '192.0.2.50'], ['nope', '192.0.2.51']]) {
  const old = recs.find((r) => r.display_name === name && r.type === 'A');
  let res;
  try {
    if (old) {
      res = await talk({ a: 'rec_edit', id: old.rec_id, type: 'A', name, content, ttl: old.ttl, service_mode: old.service_mode });
    } else {
      res = await talk({ a: 'rec_new', type: 'A', name, content, ttl: 1 });
    }
  } catch (e) {
    console.log('failed', e.message);
    continue;
  }
  console.log(res.rec.obj.name, res.rec.obj.content);
}
