import pify from 'pify';
import cloudflare from 'cloudflare';

const client = cloudflare.createClient({ token: process.env.CF_KEY, email: process.env.CF_EMAIL });
const { secLvl, devmode } = pify(client);

try {
  await secLvl.call(client, 'example.com', 'high');
  await devmode.call(client, 'example.com', false);
  client.zoneSettings('example.com', (err, { result }) => {
    if (err) throw err;
    console.log(`security ${result.objs[0].sec_lvl}`);
  });
} catch (err) {
  console.log(`failed: ${err.message}`);
  process.exitCode = 1;
}
