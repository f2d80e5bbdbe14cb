const Cloudflare = require('./lib/cf');
const sweep = require('./lib/sweep');

const cf = new Cloudflare(process.env.CF_EMAIL, process.env.CF_KEY);

async function main() {
  const answer = await cf.records('example.org');
  if (answer.result === 'error') throw new Error(answer.msg);
  for (const rec of answer.response.recs.objs) console.log(rec.display_name, rec.ttl);
  const home = await cf.find('example.org', 'home.example.org');
  console.log(home.content, home.service_mode);
  const res = await cf.purge('example.org');
  console.log(res.result === 'success' ? 'purged' : 'not purged: ' + res.msg);
  console.log(await sweep(['example.net', 'nope.example']), 'failed');
  cf.level('example.org', 'high').then((body) => {
    if (body.result === 'success') console.log('high');
    else console.log(body.msg);
  });
}

main().catch((err) => {
  console.log(/token/.test(err.message) ? 'refused: ' + err.message : 'failed');
  process.exitCode = 1;
});
