const cloudflare = require('./lib/cloudflare');

(async () => {
  const records = await cloudflare.records();
  const proxied = records.filter((rec) => rec.service_mode === '1');
  console.log(proxied.length > 0 ? `first behind the proxy: ${proxied[0].name}, ttl ${proxied[0].ttl}` : 'none behind the proxy');
  console.log('example.com points to', await cloudflare.point('example.com', '203.0.113.50'));
  console.log('nowhere points to', await cloudflare.point('nowhere.example.com', '203.0.113.50'));
  console.log((await cloudflare.purge()) ? 'purged' : 'not purged');
})().catch((err) => {
  console.log(err.message);
  process.exitCode = 1;
});
