'use strict';

// levels and records of a zone, by functions that are named in the chain
const request = require('request-promise-native');

const asking = (a, z) => ({
  uri: 'https://www.cloudflare.com/api_json.html',
  qs: { a, z, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL },
  json: true,
});

const steps = [];

function recordsOf(body) {
  if (body.result === 'error') {
    steps.push(`no records: ${body.msg}`);
    process.exitCode = 1;
    return [];
  }
  return body.response.recs.objs;
}

const told = (body) => {
  if (body.result !== 'success') {
    steps.push(`no level: ${body.msg}`);
    return;
  }
  steps.push(body.response.result.objs[0].sec_lvl);
};

function failed() {
  steps.push('failed');
  process.exitCode = 2;
}

request(asking('rec_load_all', 'example.org'))
  .then(recordsOf)
  .then((records) => steps.push(`${records.length} records`), () => steps.push('no records'))
  .then(() => request(asking('zone_settings', 'example.org')).then(told, failed))
  .then(() => console.log(steps.join('\n')));
