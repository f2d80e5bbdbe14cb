import axios from 'axios';
import { API, Action, credentials } from './src';

async function purge(zone: string): Promise<boolean> {
  const form = new URLSearchParams({ a: Action.Purge, tkn: credentials.key, email: credentials.email, z: zone, v: '1' });
  const { data } = await axios.post(API.url, form);
  return data.result === 'success';
}

purge('example.net').then((done) => {
  console.log(done ? 'purged' : 'not purged');
});
