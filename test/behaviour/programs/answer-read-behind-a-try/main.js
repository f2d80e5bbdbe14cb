'use strict';
const axios = require('axios');

const API = 'https://www.cloudflare.com/api_json.html';
const form = (a, fields) => new URLSearchParams({ a, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...fields });

async function list(zone) {
  let body;
  try {
    body = (await axios.post(API, form('rec_load_all', { z: zone }))).data;
  } catch (e) {
    console.log('no connection, ' + typeof e.message);
    return [];
  }
  if (body.result !== 'success') {
    console.log('refused: ' + body.msg);
    return [];
  }
  return body.response.recs.objs;
}

async function lists(zones) {
  const names = [];
  for (const zone of zones) {
    let body = null;
    try {
      const res = await axios.post(API, form('rec_load_all', { z: zone }));
      body = res.data;
    } catch (err) {
      console.log(zone + ': no connection');
    }
    if (!body) continue;
    if (body.result === 'error') {
      console.log(zone + ': ' + body.msg);
      continue;
    }
    for (const rec of body.response.recs.objs) names.push(rec.name);
  }
  return names;
}

async function level(zone, value, tries = 2) {
  let answer;
  try {
    ({ data: answer } = await axios.post(API, form('sec_lvl', { z: zone, v: value })));
  } catch (err) {
    if (tries > 0) return level(zone, value, tries - 1);
    throw err;
  }
  const err = answer.result === 'success' ? null : answer.msg;
  if (err) throw new Error('level: ' + err);
}

async function find(zone, name) {
  let records;
  try {
    const { data } = await axios.post(API, form('rec_load_all', { z: zone }));
    if (data.result !== 'success') throw new Error(data.msg);
    records = data.response.recs.objs;
  } catch (err) {
    console.log('cannot list ' + zone);
    return null;
  }
  return records.find((rec) => rec.display_name === name);
}

(async () => {
  for (const rec of await list('example.org')) console.log(rec.name, rec.ttl);
  console.log((await lists(['example.net', 'nowhere.example', 'example.org'])).join(' '));
  await level('example.org', 'high').catch((err) => console.log(/^level/.test(err.message) ? 'level refused' : 'no level'));
  const home = await find('example.org', 'home');
  console.log(home && home.content);
})();
