const fetch = require('node-fetch');

const endpoint = 'https://www.cloudflare.com/api_json.html';

function zones() {
  const body = new URLSearchParams({ a: 'zone_load_multi', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL });
  return fetch(endpoint, { method: 'POST', body })
    .then((res) => res.json())
    .then((data) => {
      if (data.result === 'error') throw new Error(data.msg);
      return data.response.zones.objs;
    });
}

module.exports = { zones };
