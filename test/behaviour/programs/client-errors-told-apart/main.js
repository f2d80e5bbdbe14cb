const axios = require('axios');
const rp = require('request-promise');
const superagent = require('superagent');

const API = 'https://www.cloudflare.com/api_json.html';
const auth = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' };

/** Refusals of the API are errors with its words; what the server fails at is axios's own error. */
async function call(a, fields) {
  const { data } = await axios.post(API, new URLSearchParams({ a, ...auth, ...fields }));
  if (data.result !== 'success') throw new Error(data.msg);
  return data.response;
}

async function protect() {
  try {
    await call('sec_lvl', { v: 'high' });
    await call('cache_lvl', { v: 'agg' });
    console.log('protected');
  } catch (err) {
    if (axios.isAxiosError(err) && !err.response) console.log('not reached', typeof err.code);
    else if (err.response) console.log(`answered with ${err.response.status}`);
    else console.log(`refused: ${err.message}`);
  }
}

function purge() {
  return rp.post({ url: API, json: true, form: { a: 'fpurge_ts', v: 1, ...auth } })
    .then((body) => {
      if (body.result === 'error') throw new Error(body.msg);
      console.log('purged');
    })
    .catch((err) => {
      if (err.statusCode) console.log('answered with', err.statusCode);
      else if (err.error && err.error.code) console.log('not reached');
      else console.log('refused:', err.message);
    });
}

function develop(done) {
  superagent.post(API).type('form').send({ a: 'devmode', v: 1, ...auth }).end((err, res) => {
    if (err && err.response) return done(`answered with ${err.status} ${err.response.status}`);
    if (err) return done('not reached');
    done(res.body.result === 'success' ? 'development mode' : `refused: ${res.body.msg}`);
  });
}

protect().then(purge).then(() => develop(console.log));
