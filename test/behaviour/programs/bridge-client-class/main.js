const Client = require('./src/client');
const lists = require('./src/lists');

async function main() {
  const client = new Client({ email: process.env.CF_EMAIL, key: process.env.CF_KEY });
  const { block, forget } = lists(client);
  console.log(await block('192.0.2.200'), await block('not an address'));
  console.log(await forget('192.0.2.200'));
  const { response, msg } = await client.send('rec_new', { z: 'example.com', type: 'TXT', name: 'note', content: 'a "b"', ttl: 120 });
  console.log(msg, response ? response.rec.obj.content : response);
}

main().catch((err) => {
  console.log('lost', typeof err.message);
  process.exitCode = 1;
});
