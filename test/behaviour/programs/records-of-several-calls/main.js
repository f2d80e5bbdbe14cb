// Keeps the records of a zone as they are wanted; a function of ours makes records of what every call answers.
const axios = require('axios');

const API = 'https://www.cloudflare.com/api_json.html';
const zone = 'example.org';
const wanted = [
  { type: 'A', name: 'home.example.org', content: '192.0.2.40' },
  { type: 'A', name: 'new.example.org', content: '192.0.2.41' },
];

const key = (record) => `${record.type} ${record.name}`;

function toRecord(rec) {
  const { content, ttl } = rec;
  return { id: rec.rec_id, type: rec.type, name: rec.name, content, ttl: Number(ttl), proxied: rec.service_mode === '1' };
}

const line = ({ type, name, service_mode: mode }) => `${type} ${name} ${mode === '1' ? 'proxied' : 'direct'}`;

async function send(fields) {
  const form = new URLSearchParams({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone, ...fields });
  const { data } = await axios.post(API, form);
  if (data.result !== 'success') throw new Error(data.msg);
  return data.response;
}

async function list() {
  const objs = (await send({ a: 'rec_load_all' })).recs.objs;
  console.log(objs.map(line).sort().join('\n'));
  return objs.map(toRecord);
}

async function create({ type, name, content }) {
  const made = (await send({ a: 'rec_new', type, name, content, ttl: '1' })).rec.obj;
  console.log(line(made), key(made));
  return toRecord(made);
}

async function update(record, content) {
  const fields = { id: record.id, type: 'A', name: record.name, content, ttl: '1', service_mode: '0' };
  return toRecord((await send({ a: 'rec_edit', ...fields })).rec.obj);
}

async function main() {
  const have = new Map((await list()).map((record) => [key(record), record]));
  for (const item of wanted) {
    const known = have.get(key(item));
    const { name, content, ttl, proxied } = known ? await update(known, item.content) : await create(item);
    console.log(name, content, ttl, proxied);
  }
}

main().catch((err) => {
  console.log(err.message);
  process.exitCode = 1;
});
