const URL_V1 = 'https://www.cloudflare.com/api_json.html';

/** Calls any action; throws what the API answers as an error. */
export async function call(action, params = {}) {
  const body = new URLSearchParams({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...params });
  const res = await fetch(URL_V1, { method: 'POST', body });
  if (!res.ok) throw new Error(`HTTP ${res.status}`);
  const answer = await res.json();
  if (answer.result !== 'success') throw Object.assign(new Error(answer.msg), { code: answer.err_code });
  return answer.response;
}
