async function post(action, fields) {
  const response = await fetch('https://www.cloudflare.com/api_json.html', {
    method: 'POST',
    body: new URLSearchParams({ a: action, ...fields, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }),
  });
  return response.json();
}

async function isSet(action, zone, value) {
  const { result } = await post(action, { z: zone, v: value });
  return result === 'success';
}

async function main(zones, urgent) {
  let purged = 0;
  for (const z of zones)
    if ((await post('fpurge_ts', { z, v: 1 })).result === 'success') purged += 1;
    else console.log('not purged', z);
  for (let round = 0; round < 2; round += 1) purged += (await post('fpurge_ts', { z: 'example.net', v: 1 })).result === 'success' ? 1 : 0;
  let level = 'unchanged';
  if (urgent) level = (await post('sec_lvl', { z: 'example.net', v: 'high' })).result;
  if (!urgent) console.log('no hurry');
  else if (await isSet('ipv46', 'example.net', '0')) console.log('IPv6 is off');
  if (purged > 9) await post('devmode', { z: 'no-such-zone.example', v: 1 });
  console.log(purged, level, await isSet('ob', 'example.net', '1'));
}

await main(['example.net', 'no-such-zone.example', 'example.org'], false);
await main(['example.org'], true);
