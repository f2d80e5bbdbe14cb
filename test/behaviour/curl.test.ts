// biome-ignore-all lint/suspicious/noExplicitAny: answers of two APIs
/**
 * The ten examples of Cloudflare's own guide from v1 to v4, as scripts that curl carries out: before against v1, after
 * against v4. Where the guide names what has ended since (DELETE of the cache, the list of all settings, the analytics
 * dashboard), today's call is made.
 */
import { execFile, execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MIGRATION, type MigrationOptions } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';
import { Account, EMAIL, KEY } from './account.js';
import { startV1 } from './v1-server.js';
import { startV4 } from './v4-server.js';

const V1 = 'https://www.cloudflare.com/api_json.html';
const API = 'https://api.cloudflare.com/client/v4';
const TOOLS = ['curl', 'jq', 'sh'].filter((tool) => !exists(tool));

function exists(tool: string): boolean {
  try {
    execFileSync(tool, tool === 'sh' ? ['-c', 'true'] : ['--version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

interface Example {
  readonly action: string;
  /** v1's fields beside the credentials */
  readonly fields: readonly string[];
  readonly reason: string;
  /** what of the answers must be the same, for an action that only reads */
  readonly read?: { readonly before: (answer: any) => unknown; readonly after: (answers: any[]) => unknown };
  readonly effects: number;
}

const RECORD = (account: Account) =>
  account.zoneByName('example.com')!.records.find(({ name }) => name === 'home.example.com')!;

const EXAMPLES: readonly Example[] = [
  {
    action: 'stats',
    fields: ['z=example.com', 'interval=20'],
    reason: 'graphql-analytics',
    read: {
      before: ({ response }) => response.result.objs[0].trafficBreakdown.pageviews.regular,
      after: ([{ data }]) =>
        data.viewer.zones[0].httpRequests1dGroups.reduce((sum: number, one: any) => sum + one.sum.pageViews, 0),
    },
    effects: 0,
  },
  {
    action: 'zone_load_multi',
    fields: [],
    reason: 'shell-pages',
    read: {
      before: ({ response }) => response.zones.objs.map((zone: any) => zone.zone_name).sort(),
      after: ([{ result }]) => result.map((zone: any) => zone.name).sort(),
    },
    effects: 0,
  },
  {
    action: 'rec_load_all',
    fields: ['z=example.org'],
    reason: 'shell-jq',
    read: {
      before: ({ response }) => response.recs.objs.map((rec: any) => `${rec.type} ${rec.name}`).sort(),
      after: ([{ result }]) => result.map((rec: any) => `${rec.type} ${rec.name}`).sort(),
    },
    effects: 0,
  },
  {
    action: 'rec_new',
    fields: ['z=example.com', 'type=A', 'name=sub', 'content=1.2.3.4', 'ttl=1'],
    reason: 'shell-jq',
    effects: 1,
  },
  {
    action: 'rec_edit',
    fields: ['z=example.com', 'type=A', 'id=RECORD', 'name=home', 'content=1.2.3.4', 'ttl=1', 'service_mode=1'],
    reason: 'looked-up-record',
    effects: 1,
  },
  { action: 'rec_delete', fields: ['z=example.com', 'id=$RECORD_ID'], reason: 'unseen-record-id', effects: 1 },
  {
    action: 'zone_settings',
    fields: ['z=example.com'],
    reason: 'shell-jq',
    read: {
      before: ({ response }) => response.result.objs[0].sec_lvl,
      after: (answers) => {
        const level = answers.find(({ result }) => result?.id === 'security_level').result.value;
        return ({ medium: 'med' } as Record<string, string>)[level] ?? level;
      },
    },
    effects: 0,
  },
  { action: 'fpurge_ts', fields: ['z=example.com', 'v=1'], reason: 'shell-jq', effects: 1 },
  {
    action: 'zone_file_purge',
    fields: ['z=example.com', 'url=http://www.example.com/style.css'],
    reason: 'shell-jq',
    effects: 1,
  },
  { action: 'wl', fields: ['key=1.2.3.4'], reason: 'shell-jq', effects: 1 },
];

function script({ action, fields }: Example, id: string): string {
  const data = [
    `a=${action}`,
    `tkn=${KEY}`,
    `email=${EMAIL}`,
    ...fields.map((field) => field.replace('RECORD', field.includes('$') ? 'RECORD' : id)),
  ];
  const lines = data.map((field) => `  -d ${field.includes('$') ? `"${field}"` : `'${field}'`}`);
  return `#!/bin/sh\n# ${action}\ncurl -sS ${V1} \\\n${lines.join(' \\\n')}\n`;
}

function migrated(file: string, text: string, options: Partial<MigrationOptions> = {}) {
  const { changes, findings } = analyse(
    [{ file, text }],
    { manifests: {}, lockFile: null },
    { ...DEFAULT_MIGRATION, ...options },
  );
  return { text: changes[0]?.after ?? text, findings };
}

function run(
  text: string,
  env: Readonly<Record<string, string>>,
  shell = 'sh',
): Promise<{ out: string; code: number }> {
  return new Promise((done) => {
    execFile(shell, ['-c', text], { env: { PATH: process.env.PATH, ...env }, timeout: 15_000 }, (error, out) =>
      done({ out, code: typeof error?.code === 'number' ? error.code : error ? 1 : 0 }),
    );
  });
}

/** The script as it is against v1, and as rewritten against v4, each on an account of its own. */
async function bothWays(text: string, options: Partial<MigrationOptions> = {}) {
  const [first, second] = [new Account(), new Account()];
  const [v1, v4] = [await startV1(first), await startV4(second)];
  const env = { CLOUDFLARE_EMAIL: EMAIL, CLOUDFLARE_API_KEY: KEY, TKN: KEY, MAIL: EMAIL };
  try {
    const after = migrated('script.sh', text, options);
    const old = await run(text.replaceAll(V1, `http://127.0.0.1:${v1.port}/api_json.html`), {
      ...env,
      RECORD_ID: RECORD(first).v1Id,
    });
    const now = await run(after.text.replaceAll(API, `http://127.0.0.1:${v4.port}/client/v4`), {
      ...env,
      RECORD_ID: RECORD(second).v4Id,
    });
    return {
      old,
      now,
      first,
      second,
      after,
      violations: v4.violations,
      asked: v4.seen.map(({ method, path }) => `${method} ${path}`),
    };
  } finally {
    await Promise.all([v1.close(), v4.close()]);
  }
}

describe.skipIf(TOOLS.length > 0)(`curl${TOOLS.length > 0 ? `: ${TOOLS.join(', ')} missing` : ''}`, () => {
  test.each(EXAMPLES)('$action, as the guide has it', async (example) => {
    const { old, now, first, second, after, violations } = await bothWays(script(example, RECORD(new Account()).v1Id));
    const calls = after.findings.filter(({ rule }) => rule === 'v1-call');
    expect(calls.map(({ reason }) => reason)).toEqual([example.reason]);
    expect(after.text).not.toContain(KEY);
    expect(old.code).toBe(0);
    expect(now.code).toBe(0);
    // the server knows some settings alone
    expect(violations.filter((one) => !/settings\/(\w+): setting \1$/.test(one))).toEqual([]);
    expect(first.effects).toHaveLength(example.effects);
    expect(second.effects).toEqual(first.effects);
    const answers = JSON.parse(`[${now.out.trim().replaceAll(/\}\s*\{"/g, '},{"')}]`);
    if (example.read) expect(example.read.after(answers)).toEqual(example.read.before(JSON.parse(old.out)));
    expect(migrated('script.sh', after.text).text, 'a second run').toBe(after.text);
  });

  test.each([
    [
      'variables, loops and conditions',
      `API=${V1}\nfor zone in example.com example.org; do\n  [ -n "$zone" ] && curl -s $API -d "a=devmode&v=1&tkn=$TKN" -d "email=$MAIL&z=$zone" >/dev/null\ndone\n`,
    ],
    [
      'a value of the shell',
      `level() {\n  curl -s -o /dev/null '${V1}' -da=sec_lvl -d "tkn=$TKN" -d "email=$MAIL" -d z=example.com --data "v=$1"\n}\nlevel help\nlevel low\n`,
    ],
    [
      'names of the shell',
      `ZONE=example.com\nfor name in new @ deep.example.com; do\n  curl -s ${V1} -d a=rec_new -d "tkn=$TKN" -d "email=$MAIL" -d "z=$ZONE" -d type=TXT -d "name=$name" --data-urlencode 'content=a "b" & c' -d ttl=120 > /dev/null\ndone\n`,
    ],
    [
      'quotes of JSON and of the shell',
      `curl -s ${V1} -d a=zone_file_purge -d "tkn=$TKN" -d "email=$MAIL" -d z=example.com --data-urlencode "url=https://example.com/it's \\$5 100%.html" >/dev/null\n`,
    ],
    [
      'rules that are there and not',
      `for ip in 192.0.2.7 2001:db8::9; do\n  curl -s ${V1} -d a=ban -d "tkn=$TKN" -d "email=$MAIL" -d "key=$ip" >/dev/null\n  curl -s ${V1} -d a=wl -d "tkn=$TKN" -d "email=$MAIL" -d "key=$ip" >/dev/null\ndone\ncurl -s ${V1} -d a=nul -d "tkn=$TKN" -d "email=$MAIL" -d key=192.0.2.7 >/dev/null\n`,
    ],
  ])('%s', async (_name, text) => {
    const { old, now, first, second, violations, after } = await bothWays(text);
    expect(after.text).not.toContain('api_json');
    expect([old.code, now.code]).toEqual([0, 0]);
    expect(violations).toEqual([]);
    expect(first.effects.length).toBeGreaterThan(0);
    expect(second.effects).toEqual(first.effects);
    expect(now.out).toBe(old.out);
  });

  test('an id that is known is not looked up; one that was looked up is not asked for again', async () => {
    const purge = `curl -s ${V1} -d a=fpurge_ts -d "tkn=$TKN" -d "email=$MAIL" -d z=example.com -d v=1 >/dev/null\n`;
    const zones = { 'example.com': new Account().zoneByName('example.com')!.v4Id };
    const known = await bothWays(purge, { zones });
    expect(known.asked).toHaveLength(1);
    expect(known.after.findings.map(({ applicability }) => applicability)).toEqual(['safe']);
    const twice = await bothWays(purge + purge);
    expect(twice.asked).toHaveLength(3);
    expect(twice.second.effects).toEqual(twice.first.effects);
  });
});

describe('what is left alone', () => {
  const CALL = `curl -s ${V1} -d a=fpurge_ts -d "tkn=$TKN" -d "email=$MAIL" -d z=example.com -d v=1`;
  test.each([
    ['its answer is searched', `${CALL} | grep -q success && echo done\n`, 'shell-reader'],
    ['its answer is taken apart', `ok=$(${CALL})\nif [ "$ok" = x ]; then exit 1; fi\n`, 'shell-reader'],
    ['fields are not known', `curl ${V1} -d a=stats "$@"\n`, 'unknown-form'],
    ['the action is not known', `curl ${V1} -d "a=$1" -d "tkn=$TKN" -d "email=$MAIL"\n`, 'unknown-action'],
    [
      'an id is a number',
      `curl -s ${V1} -d a=rec_delete -d "tkn=$TKN" -d "email=$MAIL" -d z=example.com -d id=9001\n`,
      'stored-record-id',
    ],
    [
      'v4 has nothing',
      `curl -s ${V1} -d a=ip_lkup -d "tkn=$TKN" -d "email=$MAIL" -d ip=192.0.2.1\n`,
      'threat-score-ended',
    ],
    ['it is wget', `wget -qO- --post-data="a=zone_load_multi&tkn=$TKN&email=$MAIL" ${V1}\n`, 'shell-form'],
    ['a file is sent', `curl ${V1} -d @form.txt\n`, 'unknown-form'],
  ])('%s', (_name, text, reason) => {
    const { findings, text: after } = migrated('script.sh', `#!/bin/sh\n${text}`, { todo: false });
    expect(findings.map((finding) => finding.reason)).toEqual([reason]);
    expect(after).toBe(`#!/bin/sh\n${text}`);
  });
});
