// crontab: 0 6 * * 1  node main.mjs | mail -s "long TTLs" hostmaster
import got from 'got';

const zones = ['example.com', 'example.net', 'nowhere.example'];
const limit = 3600;

async function records(zone) {
  const answer = await got
    .post('https://www.cloudflare.com/api_json.html', {
      form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone },
    })
    .json();
  if (answer.result === 'error') throw new Error(answer.msg);
  return answer.response.recs.objs;
}

let failures = 0;
for (const zone of zones) {
  try {
    const long = (await records(zone)).filter((rec) => Number(rec.ttl) >= limit);
    const lines = long
      .sort((a, b) => b.ttl - a.ttl || a.name.localeCompare(b.name))
      .map((rec) => `  ${rec.type.padEnd(5)} ${rec.name} ${rec.ttl / 3600}h`);
    console.log(`${zone}: ${long.length}`);
    lines.forEach((line) => console.log(line));
  } catch (err) {
    failures++;
    console.log(`${zone}: ${err.message}`);
  }
}
process.exitCode = failures === zones.length ? 1 : 0;
