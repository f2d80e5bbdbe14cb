/**
 * The client that takes the place of npm cloudflare 0.0.x, method by method: what it hands back and what it does is what
 * the package itself does against v1, on the same account.
 */
import { createRequire } from 'node:module';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { V1_METHODS } from '../../src/catalogue/v1-package.js';
import type { Target } from '../../src/options.js';
import { Account, EMAIL, KEY } from './account.js';
import type { LocalServer } from './local-server.js';
import { difference, loadBridge, recordIn, withoutZone } from './two-apis.js';
import { startV1 } from './v1-server.js';
import { startV4, type V4Server } from './v4-server.js';

type Call = (...args: unknown[]) => unknown;
type Client = Record<string, Call> & { endpoint?: string };
interface Package {
  createClient(...args: unknown[]): Client;
  CloudFlare: (new (token: string, email: string) => Client) & Call;
}
type RecordId = (name: string) => string;
/** The arguments before the callback. */
type Args = readonly unknown[] | ((record: RecordId) => readonly unknown[]);

const REAL = createRequire(import.meta.url)('cloudflare-v1') as Package;
const RECORD = { type: 'A', name: 'home', content: '192.0.2.10', ttl: '300', service_mode: '1' };

/** By the first name of each method: calls that are answered, that the API refuses, and that throw. */
const CALLS: Readonly<Record<string, readonly Args[]>> = {
  domainStats: [
    ['example.com', 20],
    ['nowhere.example', 20],
  ],
  listDomains: [[]],
  listDomainRecords: [['example.net'], ['nowhere.example'], [undefined], [{ z: 'example.com' }]],
  zoneCheck: [['example.com'], [['example.com', 'example.net']], [7]],
  zoneIps: [['example.com', {}]],
  zoneSettings: [['example.com'], ['nowhere.example']],
  secLvl: [
    ['example.com', 'high'],
    ['example.com', 'highest'],
  ],
  cacheLevel: [['example.com', 'basic']],
  devmode: [
    ['example.com', true],
    ['example.com', '0'],
  ],
  clearCache: [['example.com'], ['example.com', '1'], ['example.com', 1], ['example.com', '2'], ['nowhere.example']],
  zoneFilePurge: [['example.com', 'https://example.com/a.css']],
  whitelistIp: [['192.0.2.77']],
  banIp: [['192.0.2.77']],
  unlistIp: [['203.0.113.254']],
  ipv46: [
    ['example.com', true],
    ['example.com', false],
  ],
  async: [
    ['example.com', true],
    ['example.com', 'a'],
    ['example.com', false],
    ['example.com', 0],
    ['example.com', 'x'],
  ],
  minify: [
    ['example.com', '8'],
    ['example.com', true],
  ],
  addDomainRecord: [
    ['example.com', { name: 'new', content: '192.0.2.9' }],
    ['example.com', { type: 'CNAME', name: 'alias', content: 'example.com', ttl: 300, prio: null, z: 'example.net' }],
    ['example.com', { name: 'new' }],
    ['example.com', undefined],
    [undefined, { name: 'new', content: '192.0.2.9' }],
    ['example.com', { name: 'new', content: 'no address' }],
  ],
  editDomainRecord: [
    (record) => ['example.com', record('home.example.com'), RECORD],
    (record) => [
      'example.com',
      record('vpn.example.com'),
      { ...RECORD, name: 'vpn', props: {}, id: 'none', z: 'none' },
    ],
  ],
  deleteDomainRecord: [(record) => ['example.com', record('staging.example.com')], ['nowhere.example', '1']],
  _request: [
    ['zone_load', { z: 'example.com' }],
    ['nothing_of_the_kind', {}],
  ],
};
/** v4 has nothing for these: only what the package itself says is the same. */
const ENDED = ['checkIp', 'zoneGrab', 'minify', 'zoneIps'];

const open: LocalServer[] = [];
afterAll(() => Promise.all(open.map((server) => server.close())));

interface World {
  readonly accounts: { readonly v1: Account; readonly v4: Account };
  readonly v4: V4Server;
  readonly real: Client;
  readonly made: Package;
  readonly own: Client;
}

async function world(target: Target): Promise<World> {
  const accounts = { v1: new Account(), v4: new Account() };
  const [v1, v4] = await Promise.all([startV1(accounts.v1), startV4(accounts.v4)]);
  open.push(v1, v4);
  const real = REAL.createClient({ token: KEY, email: EMAIL });
  real.endpoint = `http://127.0.0.1:${v1.port}/api_json.html`;
  const made = loadBridge(target, `http://127.0.0.1:${v4.port}/client/v4`) as unknown as Package;
  return { accounts, v4, real, made, own: made.createClient({ token: KEY, email: EMAIL }) };
}

interface Outcome {
  readonly thrown?: string;
  readonly returned?: unknown;
  readonly error?: string | null;
  readonly given?: number;
  readonly data?: unknown;
  readonly pages?: unknown;
}

/** What a call comes to. */
function outcome(client: Client, name: string, args: readonly unknown[]): Promise<Outcome> {
  return new Promise((resolve) => {
    let returned: unknown;
    const callback = (...given: unknown[]) => {
      const [error, data] = given as [Error | null | undefined, unknown];
      const list = data as { hasMore?: Call; getCount?: Call } | undefined;
      const pages = list?.hasMore && [typeof list.hasMore(), typeof list.getCount?.()];
      resolve({ returned, error: error ? `${error}` : null, given: given.length, data, pages });
    };
    try {
      returned = client[name]?.(...args, callback);
    } catch (error) {
      resolve({ thrown: `${(error as Error).name}: ${(error as Error).message}` });
    }
  });
}

function differences(name: string, action: string, v1: Outcome, own: Outcome): string[] {
  const { data: before, ...rest } = v1;
  const { data: after, ...others } = own;
  // what v4 is not asked is refused in words of the bridge
  if (v1.error && /\bv4\b/.test(own.error ?? '')) return [];
  const same = JSON.stringify(rest) === JSON.stringify(others) ? [] : [JSON.stringify([rest, others])];
  // what an error of the API has behind it is the envelope: its words are the error's
  if (v1.error || v1.thrown || name === 'deleteDomainRecord') return same;
  const whole = withoutZone(action, { response: before });
  return [...same, ...difference(whole.response ?? {}, after ?? {}, '')];
}

const METHODS = [...V1_METHODS, { names: ['_request'] as const, action: '' }];
/** Every method under every name and with all arguments where there is time, else under its first with one. */
const LONG = process.env.LONG !== undefined;

describe.each(['sdk', 'fetch'] as const)('%s', (target) => {
  it('hands back and does what the package did', async () => {
    const { accounts, v4, real, own } = await world(target);
    const problems: string[] = [];
    for (const { names, action } of METHODS)
      for (const name of LONG ? names : [names[0]])
        for (const args of (CALLS[names[0]] ?? []).slice(0, LONG ? undefined : 2)) {
          const given = (account: Account, version: 'v1Id' | 'v4Id') => {
            try {
              return typeof args === 'function' ? args(recordIn(account, version)) : args;
            } catch {
              return null;
            }
          };
          const [v1Args, v4Args] = [given(accounts.v1, 'v1Id'), given(accounts.v4, 'v4Id')];
          // an earlier name of the method has deleted it
          if (!v1Args || !v4Args) continue;
          const [before, after] = [await outcome(real, name, v1Args), await outcome(own, name, v4Args)];
          problems.push(...differences(names[0], action, before, after).map((one) => `${name}: ${one}`));
        }
    expect(problems).toEqual([]);
    expect(accounts.v4.state()).toEqual(accounts.v1.state());
    expect(v4.violations).toEqual([]);
  });

  it('has the methods of the package under all their names, and looks alike', async () => {
    const { real, made, own } = await world(target);
    const namesIn = (client: Client) => {
      const names: string[] = [];
      for (const name in client) if (typeof client[name] === 'function') names.push(name);
      return names.filter((name) => !/^(?:createRequestData|createPostData|_response)$/.test(name)).sort();
    };
    expect(namesIn(own)).toEqual(namesIn(real));
    for (const name of namesIn(real)) expect([name, own[name]?.length]).toEqual([name, real[name]?.length]);
    expect(own).toBeInstanceOf(made.CloudFlare);
    expect(made.createClient(KEY, EMAIL)).toMatchObject({ token: KEY, email: EMAIL });
    const inherited = Object.create(made.CloudFlare.prototype) as Client;
    made.CloudFlare.call(inherited, KEY, EMAIL);
    expect(inherited).toMatchObject({ token: KEY, email: EMAIL });
  });

  it.each([
    [{ email: EMAIL }],
    [{ token: KEY }],
    [undefined, EMAIL],
    ['', undefined, ''],
  ])('refuses %j as the package did', async (...args) => {
    const { made } = await world(target);
    const message = (from: Package) => {
      try {
        from.createClient(...args);
        return null;
      } catch (error) {
        return `${error}`;
      }
    };
    expect(message(made)).toBe(message(REAL));
  });

  it('says of what v4 does not have that it does not', async () => {
    const { own } = await world(target);
    for (const name of ENDED) {
      const args = name === 'minify' ? ['example.com', '7'] : name === 'zoneIps' ? ['example.com', {}] : ['192.0.2.1'];
      expect(await outcome(own, name, args)).toMatchObject({ error: expect.stringMatching(/^Error: .*\w/) });
    }
  });

  it('prints what breaks the connection, and calls nobody', async () => {
    const { v4, own } = await world(target);
    await v4.close();
    open.splice(open.indexOf(v4), 1);
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const called = vi.fn();
    own.listDomains?.(called);
    await vi.waitFor(() => expect(printed).toHaveBeenCalledTimes(1));
    expect(printed.mock.calls[0]?.[0]).toBeInstanceOf(Error);
    expect(called).not.toHaveBeenCalled();
    printed.mockRestore();
  });
});
