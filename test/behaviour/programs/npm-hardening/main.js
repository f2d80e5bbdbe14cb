'use strict';

// Before a launch: cache more, trust less
const client = require('cloudflare').createClient(process.env.CF_KEY, process.env.CF_EMAIL);
const zone = 'example.com';

function said(what) {
  console.log(`  ${what}`);
}

client.zoneSettings(zone, (err, response) => {
  if (err) {
    console.log(`cannot read settings: ${err.message}`);
    process.exitCode = 1;
    return;
  }
  const settings = response.result.objs[0];
  console.log(`${zone}: security level was ${settings.sec_lvl}, cache level was ${settings.cache_lvl}`);

  client.secLvl(zone, 'high', (err) => {
    said(err ? 'security level unchanged' : 'security level high');
    client.cacheLevel(zone, 'basic', (err) => {
      said(err ? 'cache level unchanged' : 'cache level basic');
      client.ipv46(zone, true, (err) => {
        said(err ? 'ipv6 unchanged' : 'ipv6 on');
        console.log('ready for launch');
      });
    });
  });
});
