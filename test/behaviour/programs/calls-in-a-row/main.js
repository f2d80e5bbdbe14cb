const superagent = require('superagent');
const [,, zone = 'example.com', level = 'help'] = process.argv;
const MAP = { attack: 'help', high: 'high', medium: 'med', low: 'low', off: 'eoff' };
async function main() {
  const set = (a, v) => superagent.post('https://www.cloudflare.com/api_json.html').type('form').send({ a, v, z: zone, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL });
  const first = await set('sec_lvl', MAP.attack);
  const answer = JSON.parse(first.text);
  console.log(answer.result, answer.msg);
  const second = await set('cache_lvl', 'agg');
  console.log(second.body.result === 'success' ? 'aggressive' : second.body.msg);
  const third = await set('async', 'a');
  console.log(third.body.result);
}
main().catch((e) => console.log('failed', e.message.length > 0));
