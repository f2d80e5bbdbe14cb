const { zoneSettings } = require('./lib/cloudflare');

zoneSettings('example.com').then((settings) => {
  console.log('level', settings.sec_lvl, 'cache', settings.cache_lvl);
}, (err) => {
  console.log('failed', err.message);
  process.exitCode = 1;
});
