'use strict';

/*
 * Shop 2 goes back to normal after the redesign:
 * Always Online on, development mode off.
 */
const superagent = require('superagent');

const ENDPOINT = 'https://www.cloudflare.com/api_json.html';
const ZONE = 'shop-02.example';

async function alwaysOnline() {
  const res = await superagent
    .get(ENDPOINT)
    .query({ a: 'ob', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: ZONE, v: 1 });
  if (JSON.parse(res.text).result !== 'success') throw new Error('always online');
  console.log('always online: on');
}

async function developmentMode() {
  const res = await superagent
    .get(ENDPOINT)
    .query({ a: 'devmode', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: ZONE, v: 0 });
  if (JSON.parse(res.text).result !== 'success') throw new Error('development mode');
  console.log('development mode: off');
}

alwaysOnline()
  .then(developmentMode)
  .catch((err) => {
    console.log(`failed at ${err.message}`);
    process.exitCode = 1;
  });
