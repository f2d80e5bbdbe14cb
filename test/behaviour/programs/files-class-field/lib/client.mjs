const ENDPOINT = 'https://www.cloudflare.com/api_json.html';

export class Client {
  #key;

  constructor({ email, key }) {
    this.email = email;
    this.#key = key;
  }

  send = async (action, fields = {}) => {
    const body = new URLSearchParams({ a: action, email: this.email, tkn: this.#key, ...fields });
    const data = await (await fetch(ENDPOINT, { method: 'POST', body })).json();
    if (data.result !== 'success') throw new Error(data.msg);
    return data.response;
  };
}
