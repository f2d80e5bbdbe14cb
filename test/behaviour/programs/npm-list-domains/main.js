'use strict';

// Overview for the monthly meeting
const _ = require('lodash');
const client = require('cloudflare').createClient({
  token: process.env.CF_KEY,
  email: process.env.CF_EMAIL,
});

function ending(name) {
  return name.split('.').pop();
}

client.listDomains((err, domains) => {
  if (err) {
    console.error(err.message);
    process.exit(1);
  }

  const names = _.map(domains, 'zone_name');
  const byEnding = _.groupBy(names, ending);
  _.forEach(_.sortBy(_.keys(byEnding)), (key) => {
    console.log(`.${key}: ${byEnding[key].length}`);
  });

  const partial = _.find(domains, { zone_type: 'P' });
  console.log(`partial: ${partial.zone_name}`);

  const paused = _.filter(domains, { zone_mode: '0' });
  console.log(`paused: ${_.map(paused, 'display_name').join(', ')}`);

  console.log(`${domains.getCount()} domains${domains.hasMore() ? ' and more' : ''}`);
});
