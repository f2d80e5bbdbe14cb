'use strict';

const rp = require('request-promise');

const CF = 'https://www.cloudflare.com/api_json.html';

function describe(zone) {
  const mode = zone.zone_status_class === 'status-dev-mode' ? 'Development' : 'Basic';
  return `${zone.zone_name}: ${mode} ${zone.props.plan === 'FREE_ZONE' ? 'Free' : 'Paid'}, ${zone.fqdns.length} name servers`;
}

rp({
  method: 'POST',
  uri: CF,
  form: { a: 'zone_load_multi', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL },
  json: true,
})
  .then((body) => {
    if (body.result === 'error') {
      throw new Error(body.msg);
    }
    return body.response.zones.objs;
  })
  .then((zones) => {
    zones.slice(0, 3).map(describe).forEach((line) => console.log(line));
  })
  .catch(() => {
    console.log('zones are not available');
    process.exitCode = 1;
  });
