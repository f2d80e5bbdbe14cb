#!/usr/bin/env node
const rp = require('request-promise-native');

// cf <action> name=value …
const [action, ...pairs] = process.argv.slice(2);
const fields = Object.fromEntries(pairs.map((pair) => pair.split('=')));

rp.post({
  uri: 'https://www.cloudflare.com/api_json.html',
  form: { ...fields, a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL },
  json: true,
})
  .then((answer) => {
    if (answer.result === 'error') throw new Error(answer.msg);
    const { response } = answer;
    console.log(Object.keys(response).join());
    for (const { name, ttl, service_mode: cloud } of response.recs.objs) console.log(name, ttl, cloud);
  })
  .catch(({ message }) => {
    console.error(message);
    process.exit(1);
  });
