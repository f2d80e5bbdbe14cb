'use strict';
const Zone = require('./lib/zone');

const zone = new Zone('example.org', { email: process.env.CF_EMAIL, key: process.env.CF_KEY });

zone.load((err, records) => {
  if (err) {
    console.error(err.message);
    process.exit(1);
  }
  const automatic = records.filter((rec) => rec.auto_ttl === 1).length;
  console.log(records.length, 'records,', automatic, 'with automatic ttl');
  for (const rec of records) console.log(`${rec.type} ${rec.name} ${rec.prio}`);
});
