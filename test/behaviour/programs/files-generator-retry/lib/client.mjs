import fetch from 'node-fetch';

export class ApiError extends Error {
  constructor(action, body) {
    super(`${action} failed: ${body.msg}`);
    this.name = 'ApiError';
    this.action = action;
  }
}

const ENDPOINT = 'https://www.cloudflare.com/api_json.html';

export async function withRetry(fn, times = 3) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fn();
    } catch (err) {
      if (attempt >= times || err instanceof ApiError) throw err;
    }
  }
}

export async function call(action, params = {}) {
  const body = new URLSearchParams({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...params });
  const res = await fetch(ENDPOINT, { method: 'POST', body });
  const json = await res.json();
  if (json.result !== 'success') throw new ApiError(action, json);
  return json.response;
}

export async function* records(zone) {
  let offset = 0;
  for (;;) {
    const { recs } = await withRetry(() => call('rec_load_all', { z: zone, o: offset }));
    yield* recs.objs;
    if (!recs.has_more) return;
    offset += recs.count;
  }
}
