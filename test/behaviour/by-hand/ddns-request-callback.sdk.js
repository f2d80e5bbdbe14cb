// Dynamic DNS: node main.js <host> <ip>
var { Cloudflare } = require('cloudflare');

var cloudflare = new Cloudflare({
  apiEmail: process.env.CF_EMAIL,
  apiKey: process.env.CF_KEY,
  apiToken: null,
  maxRetries: 0,
});

var ZONE = 'example.com';

var host = process.argv[2];
var ip = process.argv[3];

function fail(what) {
  console.error(`ddns: ${what}`);
  process.exit(1);
}

function failed(err) {
  if (err instanceof Cloudflare.APIError && err.status === undefined) return fail('connection');
  fail(err.errors?.[0]?.message ?? err.message);
}

findZoneId(cloudflare, ZONE)
  .then((zoneId) => listAll(cloudflare.dns.records.list({ zone_id: zoneId, per_page: 5000 })))
  .then((records) => {
    var record = records.filter((rec) => rec.type === 'A' && rec.name === host)[0];
    if (!record) return fail(`no A record for ${host}`);
    if (record.content === ip) {
      console.log(`${host} is up to date`);
      return;
    }

    findZoneId(cloudflare, ZONE)
      .then((zoneId) =>
        cloudflare.dns.records.edit(record.id, {
          zone_id: zoneId,
          type: 'A',
          name: record.name,
          content: ip,
          ttl: record.ttl,
          proxied: record.proxied,
        }),
      )
      .then((edited) => {
        console.log(`${host} ${record.content} -> ${edited.content}`);
      }, failed);
  }, failed);

function findZoneId(cloudflare, name) {
  findZoneId.ids ??= new Map();
  const { ids } = findZoneId;
  if (!ids.has(name)) {
    ids.set(
      name,
      cloudflare.zones.list({ name }).then(({ result: [zone, ...others] }) => {
        if (!zone || others.length) throw new Error(`Cloudflare zone ${zone ? 'is not unique' : 'not found'}: ${name}`);
        return zone.id;
      }),
    );
    ids.get(name).catch(() => ids.delete(name));
  }
  return ids.get(name);
}

async function listAll(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}
