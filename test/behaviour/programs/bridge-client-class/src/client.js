const axios = require('axios');

class Client {
  constructor({ email, key }) {
    this.email = email;
    this.key = key;
    this.http = axios.create({ baseURL: 'https://www.cloudflare.com' });
  }

  /** The whole answer, errors of the API included. */
  async send(action, fields) {
    const form = new URLSearchParams({ a: action, tkn: this.key, email: this.email, ...fields });
    const { data } = await this.http.post('/api_json.html', form);
    return data;
  }
}

module.exports = Client;
