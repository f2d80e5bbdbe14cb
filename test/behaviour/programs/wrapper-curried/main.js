const axios = require('axios');
const ACTIONS = { LIST: 'rec_load_all', PURGE: 'fpurge_ts', DEV: 'devmode' };

const client = axios.create({ baseURL: 'https://www.cloudflare.com' });

const makeCall = (a) => async (params) => {
  const { data } = await client.post('/api_json.html', new URLSearchParams({ a, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...params }));
  return data;
};

const list = makeCall(ACTIONS.LIST);
const purge = makeCall(ACTIONS.PURGE);

(async () => {
  const res = await list({ z: 'example.org' });
  if (res.result === 'error') {
    console.error('list failed:', res.msg);
    process.exitCode = 1;
    return;
  }
  for (const rec of res.response.recs.objs) console.log(rec.display_name, rec.ttl);
  const done = await purge({ z: 'example.com', v: 1 });
  console.log(done.result === 'success' ? 'purged' : 'purge failed: ' + done.msg);
})();
