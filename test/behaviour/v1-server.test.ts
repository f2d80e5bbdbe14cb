/** The v1 server answers as the Client API did: shapes, errors with status 200, pages of 180, and its faults. */
import { expect, it } from 'vitest';
import { Account, EMAIL, KEY, MESSAGES } from './account.js';
import type { Fault } from './fault.js';
import { startV1 } from './v1-server.js';

type Fields = Record<string, string>;
interface Envelope {
  readonly result: string;
  readonly msg: string | null;
  readonly err_code?: string;
  readonly request?: Fields;
  readonly response: { recs: { has_more: boolean; count: number; objs: Record<string, unknown>[] } };
}

async function withServer<T>(use: (origin: string, account: Account) => Promise<T>, fault?: Fault): Promise<T> {
  const account = new Account();
  const server = await startV1(account, fault);
  try {
    return await use(`http://127.0.0.1:${server.port}`, account);
  } finally {
    await server.close();
  }
}

const AUTH = { tkn: KEY, email: EMAIL };

async function post(url: string, fields: Fields): Promise<{ status: number; body: Envelope }> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, body: (await response.json()) as Envelope };
}

it('answers 180 records at a time, in strings', () =>
  withServer(async (origin) => {
    const form = { a: 'rec_load_all', z: 'example.com', ...AUTH };
    const first = await post(`${origin}/api_json.html`, form);
    expect(first.body.response.recs).toMatchObject({ has_more: true, count: 180 });
    expect(first.body.request).toMatchObject({ tkn: KEY, z: 'example.com' });
    const home = first.body.response.recs.objs.find((rec) => rec.display_name === 'home');
    expect(home).toMatchObject({ ttl: '120', auto_ttl: 0, service_mode: '0', prio: null, name: 'home.example.com' });
    expect(home?.rec_id).toMatch(/^\d+$/);
    const second = await post(`${origin}/api_json.html`, { ...form, o: '180' });
    expect(second.body.response.recs).toMatchObject({ has_more: false, count: 45 });
  }));

it.each(['POST', 'GET', 'mixed'])('takes its parameters by %s, under every old address', (how) =>
  withServer(async (origin, account) => {
    const fields = { a: 'devmode', z: 'example.com', v: '1', ...AUTH };
    for (const path of ['/api_json.html', '/api_json', '/api.html']) {
      const { a, ...rest } = fields;
      const query = new URLSearchParams(how === 'GET' ? fields : how === 'mixed' ? { a } : {});
      const body = how === 'POST' ? fields : rest;
      const method = how === 'GET' ? {} : { method: 'POST', body: new URLSearchParams(body) };
      const answer = (await (await fetch(`${origin}${path}?${query}`, method)).json()) as Envelope;
      expect(answer).toMatchObject({ result: 'success', msg: null });
    }
    expect(account.effects).toHaveLength(3);
  }));

it.each<[string, Fields, keyof typeof MESSAGES, string | undefined]>([
  ['a bad key', { a: 'zone_load_multi', tkn: 'x' }, 'credentials', 'E_UNAUTH'],
  ['an unknown zone', { a: 'fpurge_ts', z: 'nowhere.example', v: '1' }, 'zone', undefined],
  ['an unknown record', { a: 'rec_delete', z: 'example.com', id: '1' }, 'record', undefined],
  ['bad input', { a: 'rec_new', z: 'example.com', type: 'A', name: 'x', content: 'y' }, 'input', 'E_INVLDINPUT'],
  [
    'a duplicate',
    { a: 'rec_new', z: 'example.com', type: 'A', name: 'home', content: '198.51.100.7' },
    'duplicate',
    undefined,
  ],
  ['an unknown action', { a: 'no_such' }, 'input', 'E_INVLDINPUT'],
])('answers %s with status 200', (_what, fields, cause, code) =>
  withServer(async (origin, account) => {
    const { status, body } = await post(`${origin}/api_json.html`, { ...AUTH, ...fields });
    expect(status).toBe(200);
    expect(body).toMatchObject({ result: 'error', msg: MESSAGES[cause] });
    expect(body.err_code).toBe(code);
    expect(account.effects).toEqual([]);
  }));

it('springs the retry trap once: the first write is done, and its socket destroyed', () =>
  withServer(async (origin, account) => {
    const purge = { a: 'fpurge_ts', z: 'example.com', v: '1', ...AUTH };
    expect((await post(`${origin}/api_json.html`, { a: 'zone_load_multi', ...AUTH })).status).toBe(200);
    await expect(post(`${origin}/api_json.html`, purge)).rejects.toThrow();
    expect(account.effects).toHaveLength(1);
    expect((await post(`${origin}/api_json.html`, purge)).status).toBe(200);
    expect(account.effects).toHaveLength(2);
  }, 'retry-trap'));

it('fails once with 500 and does nothing then', () =>
  withServer(async (origin, account) => {
    const purge = { a: 'fpurge_ts', z: 'example.com', v: '1', ...AUTH };
    const failed = await post(`${origin}/api_json.html`, purge);
    expect(failed).toMatchObject({ status: 500, body: { result: 'error', msg: MESSAGES.internal } });
    expect(account.effects).toEqual([]);
    expect((await post(`${origin}/api_json.html`, purge)).status).toBe(200);
  }, 'http-500-once'));
