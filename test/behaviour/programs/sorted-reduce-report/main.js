const fetch = require('node-fetch');

const body = new URLSearchParams();
body.set('a', 'rec_load_all');
body.set('tkn', process.env.CF_KEY);
body.set('email', process.env.CF_EMAIL);
body.set('z', 'example.com');

fetch('https://www.cloudflare.com/api_json.html', { method: 'POST', body })
  .then((res) => res.json())
  .then((json) => {
    if (json.result !== 'success') throw new Error(json.msg || 'unknown');
    const recs = json.response.recs.objs.filter((rec) => !rec.name.startsWith('tenant-'));
    const counts = recs.reduce((all, rec) => {
      all[rec.type] = (all[rec.type] || 0) + 1;
      return all;
    }, {});
    const top = Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
    console.log(top.map(([type, count]) => `${type} ${count}`).join(', '));
    const sorted = recs.slice().sort((a, b) => (a.ttl === b.ttl ? (a.name < b.name ? -1 : 1) : Number(b.ttl) - Number(a.ttl)));
    console.log(sorted[0].name, sorted[0].ttl);
    const mx = recs.filter((r) => r.type === 'MX').sort((a, b) => a.prio - b.prio).map((r) => `${r.prio} ${r.content}`);
    console.log(mx.join('; '));
    console.log(recs.length, 'records');
  })
  .catch((err) => {
    console.error(`report failed: ${err.message}`);
    process.exitCode = 2;
  });
