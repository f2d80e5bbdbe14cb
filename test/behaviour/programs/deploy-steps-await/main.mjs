import got from 'got';

const { CF_KEY: tkn, CF_EMAIL: email } = process.env;
const z = 'example.com';

const cf = async (a, fields = {}) => {
  const body = await got.post('https://www.cloudflare.com/api_json.html', { form: { a, tkn, email, z, ...fields } }).json();
  if (body.result !== 'success') throw Object.assign(new Error(body.msg), { step: a });
  return body.response;
};

try {
  await cf('devmode', { v: 1 });
  console.log('development mode on');
  await cf('sec_lvl', { v: 'low' });
  await cf('cache_lvl', { v: 'basic' });
  console.log('levels lowered');
  await cf('fpurge_ts', { v: 1 });
  console.log('purged');
} catch (err) {
  console.log(`${err.step ?? 'connection'} failed: ${err.message}`);
  process.exitCode = 1;
}
