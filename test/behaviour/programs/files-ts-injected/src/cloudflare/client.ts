import axios from 'axios';
import type { Action, Params } from './types';

const API_URL = 'https://www.cloudflare.com/api_json.html';

export class CloudflareError extends Error {
  constructor(message: string, public readonly action: Action) {
    super(message);
    this.name = 'CloudflareError';
  }
}

export class CloudflareClient {
  constructor(
    private readonly email: string,
    private readonly token: string,
  ) {}

  async call<T>(action: Action, params: Params = {}): Promise<T> {
    const body = new URLSearchParams({ a: action, email: this.email, tkn: this.token });
    for (const [key, value] of Object.entries(params)) {
      if (value !== undefined) body.set(key, String(value));
    }
    const { data } = await axios.post(API_URL, body);
    if (data.result !== 'success') {
      throw new CloudflareError(data.msg, action);
    }
    return data.response as T;
  }
}
