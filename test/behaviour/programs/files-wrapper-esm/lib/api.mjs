import { account } from './account.mjs';

const ENDPOINT = 'https://www.cloudflare.com/api_json.html';

export async function v1(action, fields = {}) {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    body: new URLSearchParams({ a: action, tkn: account.key, email: account.email, ...fields }),
  });
  const body = await response.json();
  if (body.result !== 'success') throw new Error(body.msg);
  return body.response;
}
