import client, { other } from './client.js';

client.devmode('example.org', true, (err) => {
  if (err) { console.log('failed: ' + err.message); process.exit(1); }
  other.listDomains((err, zones) => {
    if (err) throw err;
    console.log(zones.map((z) => z.zone_name).join(' '));
  });
});
