import ky from 'ky';

const endpoint = 'https://www.cloudflare.com/api_json.html';
const levels = { aggressive: 'agg', basic: 'basic' };

const [zone, level] = process.argv.slice(2);

async function setCacheLevel(z, v) {
  const body = new URLSearchParams({
    a: 'cache_lvl',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z,
    v,
  });
  const answer = await ky.post(endpoint, { body }).json();
  if (answer.result === 'error') throw new Error(answer.msg);
}

if (!(level in levels)) {
  console.log(`usage: cache-level ZONE ${Object.keys(levels).join('|')}`);
  process.exit(64);
}

try {
  await setCacheLevel(zone, levels[level]);
  console.log(`cache level of ${zone}: ${level}`);
} catch (err) {
  console.log(`cache level of ${zone} not set`);
  process.exitCode = 1;
}
