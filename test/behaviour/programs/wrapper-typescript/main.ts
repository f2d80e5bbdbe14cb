const ENDPOINT = 'https://www.cloudflare.com/api_json.html';

interface Envelope<T> {
  result: 'success' | 'error';
  msg: string | null;
  response?: T;
}

class CloudflareError extends Error {}

async function call<T>(a: string, params: Record<string, string>): Promise<T | undefined> {
  const body = new URLSearchParams({ a, tkn: process.env.CF_KEY!, email: process.env.CF_EMAIL!, ...params });
  const res = await fetch(ENDPOINT, { method: 'POST', body });
  const envelope = (await res.json()) as Envelope<T>;
  if (envelope.result === 'error') throw new CloudflareError(envelope.msg ?? '');
  return envelope.response;
}

const purge = (z: string): Promise<unknown> => call('fpurge_ts', { z, v: '1' });
const developmentMode = (z: string, on: boolean): Promise<unknown> => call('devmode', { z, v: on ? '1' : '0' });

const zone = 'shop-03.example';

try {
  await developmentMode(zone, false);
  console.log(`${zone}: development mode off`);
  await purge(zone);
  console.log(`${zone}: purged`);
} catch (err) {
  if (!(err instanceof CloudflareError)) throw err;
  console.log(`${zone}: ${err.message}`);
  process.exitCode = 1;
}
