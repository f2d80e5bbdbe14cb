import { CloudflareClient, CloudflareError, DnsService, ZoneService } from './src/cloudflare';

async function main(): Promise<void> {
  const client = new CloudflareClient(process.env.CF_EMAIL!, process.env.CF_KEY!);
  const dns = new DnsService(client);
  const zones = new ZoneService(client);

  for (const name of await zones.names()) console.log(name);
  console.log((await dns.hosts('example.org')).join('\n'));
  await dns.create('example.org', 'di', '192.0.2.10');
  await zones.harden('example.org');
  await zones.purge('example.org');
}

main().catch((err) => {
  if (err instanceof CloudflareError) console.error(`cloudflare: ${err.message}`);
  else console.error('network');
  process.exitCode = 1;
});
