const { createClient } = require('cloudflare');
const { Purger } = require('./purger');

const purger = new Purger(createClient({ email: process.env.CF_EMAIL, token: process.env.CF_KEY }), 'example.org');
purger.purge((err) => {
  if (err) { console.log('failed: ' + err.message); process.exit(1); }
  console.log('purged');
});
