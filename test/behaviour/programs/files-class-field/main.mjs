import { Client } from './lib/client.mjs';
import { develop } from './tasks/devmode.mjs';

const client = new Client({ email: process.env.CF_EMAIL, key: process.env.CF_KEY });

try {
  await develop(client, 'example.org', true);
  await client.send('fpurge_ts', { z: 'example.org', v: 1 });
  console.log('developing');
} catch (err) {
  console.log(`no: ${err.message}`);
  process.exitCode = 1;
}
