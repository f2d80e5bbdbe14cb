import axios from 'axios';

const api = axios.create({ baseURL: 'https://www.cloudflare.com' });

async function post(fields) {
  const form = new URLSearchParams({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...fields });
  const { data } = await api.post('/api_json.html', form);
  if (data.result !== 'success') throw new Error(data.msg || 'unknown');
  return data.response;
}

export async function records(zone) {
  const { recs } = await post({ a: 'rec_load_all', z: zone });
  return recs.objs;
}

export const remove = (zone, id) => post({ a: 'rec_delete', z: zone, id });
