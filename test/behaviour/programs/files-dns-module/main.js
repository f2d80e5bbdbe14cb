const dns = require('./lib/dns');

const zone = 'example.org';

dns.find(zone, 'home.example.org')
  .then((rec) => {
    if (!rec) throw new Error('no home');
    console.log('was', rec.content);
    return dns.edit(zone, rec, '192.0.2.99');
  })
  .then(() => dns.find(zone, 'www.example.org'))
  .then((rec) => rec && dns.remove(zone, rec))
  .then(() => dns.list(zone))
  .then((recs) => recs.forEach((r) => console.log(r.type, r.name, r.content, r.ttl)))
  .catch((err) => {
    console.log('error: ' + err.message);
    process.exitCode = 1;
  });
