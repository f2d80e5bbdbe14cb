// Points a host at another address: node main.js HOST ADDRESS
const { promisify } = require('util');
const cloudflare = require('cloudflare').createClient({ token: process.env.CF_KEY, email: process.env.CF_EMAIL });

const list = promisify(cloudflare.listDomainRecords).bind(cloudflare);
const edit = promisify(cloudflare.editDomainRecord.bind(cloudflare));
const purge = promisify((...args) => cloudflare.clearCache(...args));

async function main([host, address]) {
  const records = await list('example.com');
  const record = records.find(({ name, type }) => type === 'A' && name === host);
  if (!record) throw new Error(`no record ${host}`);
  console.log(`${host} is ${record.content}`);
  record.content = address;
  const { rec } = await edit('example.com', record.rec_id, record);
  await purge('example.com');
  console.log(`${rec.obj.display_name}: ${rec.obj.content}, ${rec.obj.service_mode === '1' ? 'proxied' : 'open'}`);
}

main(process.argv.slice(2)).catch((err) => {
  console.log(`failed: ${err.message}`);
  process.exit(1);
});
