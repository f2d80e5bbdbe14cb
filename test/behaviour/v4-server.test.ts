/** The v4 server understands the official SDK, and refuses what v1 would have been sent. */
import Cloudflare from 'cloudflare';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Account, EMAIL, KEY, MESSAGES } from './account.js';
import { openApiCheck } from './openapi.js';
import { startV4, type V4Server } from './v4-server.js';

let account: Account;
let server: V4Server;
let client: Cloudflare;
let zoneId: string;

beforeEach(async () => {
  account = new Account();
  server = await startV4(account);
  client = connect(KEY);
  zoneId = account.zoneByName('example.com')!.v4Id;
});

afterEach(() => server.close());

function connect(apiKey: string): Cloudflare {
  const baseURL = `http://127.0.0.1:${server.port}/client/v4`;
  return new Cloudflare({ apiEmail: EMAIL, apiKey, apiToken: null, maxRetries: 0, baseURL });
}

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

/** Each accepted request is valid by the OpenAPI document too, where there is one. */
function expectValid(): void {
  expect(server.violations).toEqual([]);
  const check = openApiCheck();
  if (check) expect(server.seen.flatMap((request) => check(request))).toEqual([]);
}

it('pages zones by 20 and records by 100, and ends', async () => {
  expect(await all(client.zones.list())).toHaveLength(24);
  expect(server.seen).toHaveLength(3);
  expect(await all(client.dns.records.list({ zone_id: zoneId }))).toHaveLength(225);
  expect(server.seen).toHaveLength(3 + 4);
  expect(await all(client.dns.records.list({ zone_id: zoneId, per_page: 5000 }))).toHaveLength(225);
  expectValid();
});

it('filters zones and records', async () => {
  const zones = await all(client.zones.list({ name: 'example.org' }));
  expect(zones.map(({ name }) => name)).toEqual(['example.org']);
  const records = await all(
    client.dns.records.list({ zone_id: zoneId, type: 'A', name: { exact: 'home.example.com' } }),
  );
  expect(records.map(({ content }) => content)).toEqual(['198.51.100.7']);
  expectValid();
});

it('creates, edits, replaces and deletes records', async () => {
  const base = { zone_id: zoneId, name: 'new.example.com', ttl: 1 } as const;
  const record = await client.dns.records.create({ ...base, type: 'A', content: '192.0.2.9', proxied: true });
  const edited = await client.dns.records.edit(record.id, { ...base, type: 'A', content: '192.0.2.8' });
  expect(edited).toMatchObject({ proxied: true, content: '192.0.2.8' });
  const put = await client.dns.records.update(record.id, { ...base, type: 'A', content: '192.0.2.7' });
  expect(put.proxied).toBe(false);
  await client.dns.records.delete(record.id, { zone_id: zoneId });
  const txt = await client.dns.records.create({ ...base, type: 'TXT', content: '"a \\"b\\"" "c"' });
  expect(account.effects.at(-1)).toMatchObject({ did: 'create', content: 'a "b"c' });
  const data = { priority: 1, weight: 2, port: 3, target: 'sip.example.com' };
  const batch = await client.dns.records.batch({
    zone_id: zoneId,
    deletes: [{ id: txt.id }],
    posts: [{ name: '_x._tcp.example.com', ttl: 1, type: 'SRV', data }],
  });
  expect(batch.posts?.[0]).toMatchObject({ content: '2 3 sip.example.com', data });
  expect(account.effects.map(({ did }) => did)).toEqual([
    'create',
    'edit',
    'edit',
    'delete',
    'create',
    'delete',
    'create',
  ]);
  expectValid();
});

it('purges and sets', async () => {
  await client.cache.purge({ zone_id: zoneId, purge_everything: true });
  await client.cache.purge({ zone_id: zoneId, files: ['https://example.com/a', 'https://example.com/b'] });
  await client.zones.settings.edit('security_level', { zone_id: zoneId, value: 'under_attack' });
  expect(await client.zones.settings.get('security_level', { zone_id: zoneId })).toMatchObject({
    value: 'under_attack',
  });
  expect(account.effects).toHaveLength(4);
  expectValid();
});

it('keeps access rules of the user and of a zone', async () => {
  const rules = '/user/firewall/access_rules/rules';
  const query = { 'configuration.value': '198.51.100.66' };
  const found = (await client.get(rules, { query })) as { result: { id: string }[] };
  await client.patch(`${rules}/${found.result[0]!.id}`, { body: { mode: 'whitelist' } });
  await client.delete(`${rules}/${found.result[0]!.id}`);
  const configuration = { target: 'ip', value: '203.0.113.1' } as const;
  await client.post(rules, { body: { mode: 'block', configuration } });
  await client.firewall.accessRules.create({ zone_id: zoneId, mode: 'block', configuration });
  expect(account.effects).toMatchObject([
    { scope: 'user', mode: 'whitelist' },
    { scope: 'user', mode: null },
    { scope: 'user', mode: 'block' },
    { scope: zoneId, mode: 'block' },
  ]);
  await expect(client.post(rules, { body: { mode: 'block', configuration } })).rejects.toThrow(MESSAGES.duplicate);
  expectValid();
});

it('answers GraphQL for as many days as are asked for', async () => {
  const query = `query ($zoneTag: string!, $since: Date!, $until: Date!) { viewer { zones(filter: { zoneTag: $zoneTag }) {
    httpRequests1dGroups(limit: 31, filter: { date_geq: $since, date_lt: $until }) { sum { requests } } } } }`;
  const variables = { zoneTag: zoneId, since: '2026-01-01', until: '2026-01-08' };
  const answer = (await client.post('/graphql', { body: { query, variables } })) as { data: unknown };
  expect(answer.data).toMatchObject({ viewer: { zones: [{ httpRequests1dGroups: [{ sum: { requests: 63_000 } }] }] } });
  expectValid();
});

it('refuses a wrong key with the text of v1', async () => {
  const refused = await connect('0')
    .zones.list()
    .then(
      () => null,
      (reason: unknown) => reason,
    );
  expect(refused).toBeInstanceOf(Cloudflare.APIError);
  expect(refused).toMatchObject({ status: 403, errors: [{ message: MESSAGES.credentials }] });
});

it.each<[what: string, method: string, path: string, body?: unknown]>([
  ['a numeric record id', 'DELETE', '/zones/Z/dns_records/18000042'],
  ['a zone name', 'GET', '/zones/example.com/dns_records'],
  [
    'v1 fields',
    'POST',
    '/zones/Z/dns_records',
    { type: 'A', name: 'a.example.com', content: '192.0.2.1', ttl: 1, service_mode: '1' },
  ],
  [
    'a string ttl',
    'POST',
    '/zones/Z/dns_records',
    { type: 'A', name: 'a.example.com', content: '192.0.2.1', ttl: '1' },
  ],
  ['a relative name', 'POST', '/zones/Z/dns_records', { type: 'A', name: 'a', content: '192.0.2.1', ttl: 1 }],
  ['unquoted TXT', 'POST', '/zones/Z/dns_records', { type: 'TXT', name: 'a.example.com', content: 'x', ttl: 1 }],
  [
    'SRV content',
    'POST',
    '/zones/Z/dns_records',
    { type: 'SRV', name: 'a.example.com', content: '1 2 x', ttl: 1, data: {} },
  ],
  ['the guide’s purge', 'DELETE', '/zones/Z/purge_cache', { purge_everything: true }],
  ['an empty purge', 'POST', '/zones/Z/purge_cache', {}],
  ['all settings at once', 'GET', '/zones/Z/settings'],
  ['a v1 setting', 'PATCH', '/zones/Z/settings/sec_lvl', { value: 'help' }],
  ['a v1 value', 'PATCH', '/zones/Z/settings/security_level', { value: 'help' }],
  ['no value', 'PATCH', '/zones/Z/settings/security_level', {}],
  ['a page that is too large', 'GET', '/zones?per_page=180'],
  ['an unknown query', 'GET', '/zones?z=example.com'],
  ['a Unicode name', 'GET', '/zones?name=b%C3%BCcher.example'],
  [
    'IPv6 under ip',
    'POST',
    '/user/firewall/access_rules/rules',
    { mode: 'block', configuration: { target: 'ip', value: '2001:db8::1' } },
  ],
])('refuses %s', async (_what, method, path, body) => {
  const response = await fetch(`http://127.0.0.1:${server.port}/client/v4${path.replace('/Z/', `/${zoneId}/`)}`, {
    method,
    headers: { 'x-auth-email': EMAIL, 'x-auth-key': KEY, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ success: false, result: null });
  expect(server.violations).toHaveLength(1);
  expect(account.effects).toEqual([]);
});
