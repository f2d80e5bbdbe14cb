const createApi = ({ fetch, email, key }) => ({
  async purge(zone) {
    const res = await fetch('https://www.cloudflare.com/api_json.html', { method: 'POST', body: new URLSearchParams({ a: 'fpurge_ts', z: zone, v: '1', tkn: key, email }) });
    const data = await res.json();
    if (data.result !== 'success') throw new Error(data.msg);
  },
});
module.exports = createApi;
