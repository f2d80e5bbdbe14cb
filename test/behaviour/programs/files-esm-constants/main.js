import axios from 'axios';
import { ENDPOINT, TTL, account } from './settings/index.js';

async function add(name, content) {
  const { data } = await axios.post(
    ENDPOINT,
    new URLSearchParams({
      a: 'rec_new',
      tkn: account.key,
      email: account.email,
      z: 'example.org',
      type: 'A',
      name,
      content,
      ttl: TTL,
    }),
  );
  if (data.result === 'success') console.log(`added ${data.response.rec.obj.name}`);
  else {
    console.log(`refused: ${data.msg}`);
    process.exitCode = 1;
  }
}

add('files', '192.0.2.77').catch(() => {
  console.log('not reached');
  process.exitCode = 2;
});
