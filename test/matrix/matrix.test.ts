/** Every action through every client, to either target: migrated, run, and the requests that it makes compared. */
import { createRequire } from 'node:module';
import { transpileModule } from 'typescript';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_MIGRATION, type Target } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';
import { openApiCheck } from '../behaviour/openapi.js';
import { ACTIONS, type ActionRow } from './actions.js';
import { CLIENTS, type ClientRow } from './clients.js';
import { type Asked, fakeV4, RECORD, ZONE } from './fake-v4.js';

const load = createRequire(import.meta.url);
const check = openApiCheck();
const PROJECT = { manifests: { 'package.json': '{ "private": true }' }, lockFile: null } as const;
const EMAIL = 'owner@example.com';
const KEY = 'k'.repeat(37);

function program(client: ClientRow, row: ActionRow): string {
  const fields = ["a: '" + row.action + "'", 'tkn: process.env.CF_KEY', 'email: process.env.CF_EMAIL', row.fields]
    .filter(Boolean)
    .join(', ');
  return client.write(`{ ${fields} }`, row.read ?? '');
}

/** The v4 code that a v1 program becomes; throws where it is not migrated. */
function migrate(client: ClientRow, row: ActionRow, target: Target): string {
  const { findings, changes } = analyse([{ file: client.file, text: program(client, row) }], PROJECT, {
    ...DEFAULT_MIGRATION,
    target,
  });
  const manual = findings.filter(({ applicability }) => applicability === 'manual');
  if (manual.length > 0 || !changes[0])
    throw new Error(`not migrated: ${manual.map(({ message }) => message).join('; ')}`);
  return changes[0].after;
}

interface Run {
  readonly asked: readonly Asked[];
  readonly printed: readonly string[];
}

async function run(code: string): Promise<Run> {
  const { fetch: fake, asked } = fakeV4();
  const printed: string[] = [];
  globalThis.fetch = fake;
  const script = transpileModule(code, {
    compilerOptions: { module: 1, target: 99, esModuleInterop: true },
  }).outputText;
  await new Promise<void>((resolve, reject) => {
    const done = (error: unknown) => (error ? reject(error) : resolve());
    const print = (value: unknown) => printed.push(String(value));
    const body = new Function('require', 'module', 'exports', 'recordId', 'print', 'done', script);
    body(load, { exports: {} }, {}, RECORD, print, done);
  });
  return { asked, printed };
}

const REAL = globalThis.fetch;
beforeEach(() => {
  process.env.CF_EMAIL = EMAIL;
  process.env.CF_KEY = KEY;
});
afterEach(() => {
  globalThis.fetch = REAL;
});

function short({ method, path, query, body }: Asked, withBody: boolean): string {
  const place = path.replace(ZONE, 'Z').replace(RECORD, 'R');
  return `${method} ${place}${query ? `?${query}` : ''}${withBody && body !== undefined ? ` ${JSON.stringify(body)}` : ''}`;
}

/** The SDK lists without a page number first, and asks once more than there are pages. */
function comparable(request: string): string {
  return request.replace('page=1&', '').replace('&page=1', '');
}

function problems(row: ActionRow, { asked, printed }: Run, target: Target): string[] {
  const found: string[] = [];
  const lookedUp = /\bz(one)?: /.test(row.fields) && row.action !== 'zone_load';
  const expected = [...(lookedUp ? ['GET /zones?name=example.com'] : []), ...row.requests];
  const made = asked.filter(({ query }) => !/(^|&)page=2/.test(query));
  const actual = made.map((request, index) => comparable(short(request, /[{]/.test(expected[index] ?? ''))));
  const wanted = expected.map(comparable);
  if (JSON.stringify(actual) !== JSON.stringify(wanted))
    found.push(`asked ${actual.join(' | ')}, wanted ${wanted.join(' | ')}`);
  if ((row.prints ?? '') !== printed.join('\n')) found.push(`printed ${printed.join('\n')}`);
  for (const request of asked) {
    if (
      request.headers['x-auth-key'] !== KEY ||
      request.headers['x-auth-email'] !== EMAIL ||
      request.headers.authorization
    )
      found.push('wrong credentials');
    const url = `/client/v4${request.path}${request.query ? `?${request.query}` : ''}`;
    const body = request.body === undefined ? '' : JSON.stringify(request.body);
    for (const problem of check?.({
      method: request.method,
      url,
      path: request.path,
      query: new URLSearchParams(request.query),
      headers: request.headers,
      body,
    } as never) ?? [])
      found.push(`${target}: ${problem}`);
  }
  return found;
}

const TARGETS = ['sdk', 'fetch'] as const;

/** Every fourth action for one target, others for the other, and so differently for the next client; LONG=1: all. */
function actionsFor(client: ClientRow, target: Target): readonly ActionRow[] {
  const shift = CLIENTS.indexOf(client) + 2 * TARGETS.indexOf(target as 'sdk');
  return ACTIONS.filter((_row, index) => process.env.LONG || (index + shift) % 4 === 0);
}

describe.each(TARGETS)('%s', (target) => {
  describe.each(CLIENTS)('$id', (client) => {
    it('serves its actions', async () => {
      const failures: string[] = [];
      for (const row of actionsFor(client, target)) {
        try {
          const result = await run(migrate(client, row, target));
          failures.push(...problems(row, result, target).map((problem) => `${row.action}: ${problem}`));
        } catch (error) {
          failures.push(`${row.action}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      expect(failures).toEqual([]);
    });
  });
});
