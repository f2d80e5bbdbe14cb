class Api {
  constructor(http, account) { this.http = http; this.account = account; }
  async purge(zone) {
    const { data } = await this.http.post('https://www.cloudflare.com/api_json.html', new URLSearchParams({ a: 'fpurge_ts', z: zone, v: '1', tkn: this.account.key, email: this.account.email }));
    if (data.result !== 'success') throw new Error(data.msg);
  }
}
module.exports = { Api };
