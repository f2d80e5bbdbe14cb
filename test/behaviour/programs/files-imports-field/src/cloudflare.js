const endpoint = 'https://www.cloudflare.com/api_json.html';

export async function call(action, fields) {
  const body = new URLSearchParams({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...fields });
  const data = await (await fetch(endpoint, { method: 'POST', body })).json();
  if (data.result !== 'success') throw new Error(data.msg);
  return data.response;
}
