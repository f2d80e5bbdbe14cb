const fetch = require('cross-fetch');

const zones = ['shop-01.example', 'shop-02.example'];

async function hits(zone) {
  const query = new URLSearchParams({
    a: 'stats',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: zone,
    interval: '30',
  });
  const res = await fetch('https://www.cloudflare.com/api_json.html?' + query);
  const data = await res.json();
  if (data.result === 'error') throw new Error(data.msg);
  const [week] = data.response.result.objs;
  return Math.round(week.requestsServed.cloudflare / 210);
}

(async () => {
  for (const zone of zones) {
    try {
      console.log(`${zone}: ${await hits(zone)} hits cached`);
    } catch (err) {
      console.log(`${zone}: unknown`);
      process.exitCode = 1;
    }
  }
})();
