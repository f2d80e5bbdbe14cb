import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { actionByName, COMMON_PARAMS } from '../../src/catalogue/index.js';
import { NOT_V1_PACKAGES, OTHER_PACKAGES, otherPackage } from '../../src/catalogue/other-packages.js';
import {
  type Argument,
  type Method,
  REQUEST,
  V1_METHODS,
  V1_PACKAGE,
  v1Method,
} from '../../src/catalogue/v1-package.js';

type Form = Record<string, unknown>;
type Callback = (error: unknown, data?: unknown) => void;
interface Client {
  _request(action: string, form: Form, fn: Callback): void;
  [name: string]: unknown;
}

// the old client itself: what the table says of it is compared with what it does
const require = createRequire(import.meta.url);
const old = require('cloudflare-v1') as { createClient(token: string, email: string): Client; CloudFlare: Client };
const prototype = (old.CloudFlare as unknown as { prototype: Client }).prototype;

const INTERNAL = ['createRequestData', 'createPostData', '_response', '_request'];

/** A v1 `response` that holds something wherever a method may look. */
function answer() {
  return {
    zones: { objs: [{ zone_name: 'example.com' }], count: 1, has_more: false },
    recs: { objs: [{ rec_id: '1' }], count: 1, has_more: false },
    rec: { obj: { rec_id: '1' } },
  };
}

/** Calls a method of the old client that sends nothing, and tells what it would have sent and handed back. */
function run(name: string, args: readonly unknown[], response: unknown) {
  const client = old.createClient('token', 'email');
  const sent: { action: string; form: Form }[] = [];
  const given: unknown[][] = [];
  client._request = (action, form, fn) => {
    sent.push({ action, form });
    fn(null, response);
  };
  (client[name] as (...all: unknown[]) => void)(...args, (...all: unknown[]) => given.push(all));
  return { sent, given };
}

const SAMPLES: Record<string, unknown> = { zones: ['a.com', 'b.com'], options: { name: 'www', content: '192.0.2.1' } };

function sample({ name, encoding, default: preset }: Argument): unknown {
  if (encoding === 'truthy' || encoding === 'rocket-loader') return true;
  if (encoding === 'minify') return '7';
  return SAMPLES[name] ?? preset ?? name;
}

/** The form that the table promises for the samples. */
function promised(method: Method): Form {
  const fields = method.arguments.filter(({ field }) => field !== null);
  const spread = method.arguments.filter(({ encoding }) => encoding === 'spread').map(sample);
  const encoded = { truthy: '1', 'rocket-loader': 'a', minify: '7', 'zone-list': 'a.com,b.com,' } as Form;
  return Object.assign(
    {},
    method.defaults,
    ...spread,
    ...fields.map((one) => ({ [one.field!]: encoded[one.encoding] ?? sample(one) })),
  );
}

const SENDING = V1_METHODS.filter(({ alwaysFails }) => alwaysFails === null);

describe('npm cloudflare 0.0.x', () => {
  it('has exactly these methods and aliases', () => {
    const named = V1_METHODS.flatMap(({ names }) => names);
    const real = Object.keys(prototype).filter((name) => !INTERNAL.includes(name));
    expect(named.toSorted()).toEqual(real.toSorted());
    expect(new Set(named).size).toBe(named.length);
  });

  it('has aliases that are the same function, and finds them', () => {
    for (const one of V1_METHODS) {
      for (const name of one.names) {
        expect(prototype[name], name).toBe(prototype[one.names[0]]);
        expect(v1Method(name)).toBe(one);
      }
    }
    expect(v1Method('constructor')).toBeUndefined();
    expect(v1Method('_request')).toBeUndefined();
  });

  it.each(V1_METHODS)('$names.0 fills fields that its action takes', ({ action, arguments: args, defaults }) => {
    const known = [...(actionByName(action)?.params ?? []), ...COMMON_PARAMS].map(({ name }) => name);
    const fields = args.flatMap(({ field }) => (field === null ? [] : [field]));
    expect(known).toEqual(expect.arrayContaining([...fields, ...Object.keys(defaults)]));
  });

  it.each(SENDING)('$names.0 sends what the table says', (method) => {
    const { sent } = run(method.names[0], method.arguments.map(sample), answer());
    expect(sent).toEqual([{ action: method.action, form: promised(method) }]);
  });

  it.each(SENDING)('$names.0 hands back what the table says', ({ names, arguments: args, yields, decorated }) => {
    const response = yields === null ? undefined : answer();
    const { given } = run(names[0], args.map(sample), response);
    const expected = (yields ?? '')
      .split('.')
      .filter(Boolean)
      .reduce<unknown>((at, name) => (at as Form)[name], response);
    expect(given).toHaveLength(1);
    expect(given[0]![0]).toBeNull();
    expect(given[0]![1]).toBe(expected);
    expect(typeof (given[0]![1] as { hasMore?: unknown } | undefined)?.hasMore === 'function').toBe(decorated);
  });

  it('reads switches as the table says', () => {
    const v = (name: string, value: unknown) => run(name, ['example.com', value], answer()).sent[0]!.form.v;
    expect([v('devmode', false), v('devmode', '0'), v('ipv46', 0)]).toEqual(['0', '1', '0']);
    expect([v('async', false), v('async', '0'), v('async', 'm')]).toEqual(['0', '0', 'm']);
    expect(() => v('async', 'on')).toThrow('Invalid option');
    expect([v('minify', false), v('minify', '3')]).toEqual(['0', '3']);
  });

  it('lets an argument with a default be left out', () => {
    const optional = V1_METHODS.filter(({ arguments: args }) => args.some((one) => one.default !== undefined));
    expect(optional.map(({ names }) => names[0])).toEqual(['clearCache']);
    expect(run('clearCache', ['example.com'], answer()).sent[0]!.form).toEqual({ z: 'example.com', v: '1' });
  });

  it('lets arguments win over fields of the object', () => {
    const options = { name: 'a', content: 'b', ttl: '300', z: 'other.com', id: '9' };
    expect(run('rec_edit', ['example.com', '7', options], answer()).sent[0]!.form).toEqual({
      ...options,
      z: 'example.com',
      id: '7',
    });
  });

  it.each(V1_METHODS.filter(({ strings }) => strings.length > 0))('$names.0 wants strings', (method) => {
    for (const field of method.strings) {
      const args = method.arguments.map((one) => (one.field === field ? 1 : sample(one)));
      const spread = args.map((one) => (typeof one === 'object' ? { ...one, [field]: 1 } : one));
      expect(() => run(method.names[0], spread, answer()), field).toThrow();
    }
  });

  it('fails always where the table says so', async () => {
    for (const { names, arguments: args, alwaysFails } of V1_METHODS) {
      if (alwaysFails === null) continue;
      const { sent, given } = run(names[0], args.map(sample), answer());
      await new Promise((done) => setImmediate(done));
      expect(sent).toEqual([]);
      expect(given[0]![0]).toEqual(new Error(alwaysFails));
    }
  });

  it('takes any action with its form', () => {
    expect(REQUEST.names).toEqual([V1_PACKAGE.request]);
    expect(REQUEST.arguments.map(({ field, encoding }) => [field, encoding])).toEqual([
      ['a', 'as-is'],
      [null, 'spread'],
    ]);
    // the whole response
    expect(REQUEST.yields).toBe('');
  });

  it('names each argument', () => {
    for (const { names, arguments: args } of [...V1_METHODS, REQUEST])
      for (const { name } of args) expect(name, names[0]).toMatch(/^[a-z]\w*$/i);
  });

  it('spoke v1 until 1.0.0', () => {
    expect(V1_PACKAGE).toMatchObject({ name: 'cloudflare', versions: '<1', last: '0.0.8', alias: 'cloudflare-v1' });
  });

  it('is made as the table says', () => {
    expect(Object.keys(old).toSorted()).toEqual([V1_PACKAGE.class, V1_PACKAGE.factory].toSorted());
    const client = old.createClient('the token', 'the email');
    expect(V1_PACKAGE.credentials.map((name) => client[name])).toEqual(['the token', 'the email']);
    expect(typeof client[V1_PACKAGE.request]).toBe('function');
    expect(client[V1_PACKAGE.endpoint]).toBe('https://www.cloudflare.com/api_json.html');
  });
});

describe('other packages', () => {
  it('are found by name, with advice', () => {
    expect(otherPackage('cloudflare-api')).toMatchObject({ versions: '*' });
    expect(otherPackage('cloudflare-cli')).toMatchObject({ versions: '<2' });
    expect(otherPackage('cloudflare')).toBeUndefined();
    for (const { name, advice } of OTHER_PACKAGES) {
      expect(advice, name).toMatch(/\.$/);
      expect(NOT_V1_PACKAGES).not.toContain(name);
    }
    expect(new Set(OTHER_PACKAGES.map(({ name }) => name)).size).toBe(OTHER_PACKAGES.length);
  });
});
