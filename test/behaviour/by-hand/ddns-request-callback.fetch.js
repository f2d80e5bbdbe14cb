// Dynamic DNS: node main.js <host> <ip>
var ZONE = 'example.com';

var host = process.argv[2];
var ip = process.argv[3];

function fail(what) {
  console.error(`ddns: ${what}`);
  process.exit(1);
}

async function main() {
  var [zone] = await cloudflare('GET', `/zones?name=${ZONE}`);
  if (!zone) throw new Error(`Cloudflare zone not found: ${ZONE}`);
  var records = await cloudflare('GET', `/zones/${zone.id}/dns_records?per_page=5000`);
  var record = records.filter((rec) => rec.type === 'A' && rec.name === host)[0];
  if (!record) return fail(`no A record for ${host}`);
  if (record.content === ip) {
    console.log(`${host} is up to date`);
    return;
  }
  var edited = await cloudflare('PATCH', `/zones/${zone.id}/dns_records/${record.id}`, {
    type: 'A',
    name: record.name,
    content: ip,
    ttl: record.ttl,
    proxied: record.proxied,
  });
  console.log(`${host} ${record.content} -> ${edited.content}`);
}

main().catch((err) => fail(err instanceof TypeError ? 'connection' : err.message));

async function cloudflare(method, path, body) {
  const res = await fetch(`https://api.cloudflare.com/client/v4${path}`, {
    method,
    headers: {
      'X-Auth-Email': process.env.CF_EMAIL,
      'X-Auth-Key': process.env.CF_KEY,
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  const { success, result, errors } = await res.json();
  if (!success) throw new Error(errors[0].message);
  return result;
}
