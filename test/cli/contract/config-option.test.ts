/** The configuration file, with the real engine behind it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../../../src/cli/options-table.js';
import { BAN, cfv1, findings, MINIFY, OLDER, PURGE, read, repository } from './real-run.js';

const ZONE_ID = '023e105f4ecef8ad9ca31a8372d0c353';

const CONFIG = `{
  // comments and a last comma are taken
  "target": "fetch",
  "auth": "token",
  "accessRules": "zone:example.com",
  "zones": { "example.com": "${ZONE_ID}" },
  "todo": false,
}
`;

async function written(files: Record<string, string>, options = ''): Promise<string> {
  const root = repository({ 'a.js': BAN, ...files });
  await cfv1(root, `migrate --write ${options}`);
  return read(root, 'a.js');
}

it('cfv1.jsonc says what the options would', async () => {
  const want = await written(
    { 'zones.json': `{ "example.com": "${ZONE_ID}" }` },
    '--target fetch --auth token --access-rules zone:example.com --zones zones.json --no-todo',
  );
  expect(want).toContain(`/zones/${ZONE_ID}`);
  expect(await written({ 'cfv1.jsonc': CONFIG })).toBe(want);
  expect(
    await written({ 'package.json': JSON.stringify({ cfv1: JSON.parse(CONFIG.replace(/\/\/.*|,\s*(?=\})/g, '')) }) }),
  ).toBe(want);
});

it('--config names another file, and options win over it', async () => {
  const files = { 'conf/v4 target.json': '{ "target": "fetch" }', 'a.js': PURGE };
  const root = repository(files);
  await cfv1(root, ['migrate', '--write', '--config', 'conf/v4 target.json']);
  expect(read(root, 'a.js')).toContain('fetch(');
  const other = repository(files);
  await cfv1(other, ['migrate', '--write', '-c', 'conf/v4 target.json', '--target', 'sdk']);
  expect(read(other, 'a.js')).toContain("require('cloudflare')");
});

it('the other keys hold too: rules, actions, ignored files, warnings', async () => {
  const root = repository({
    'a.js': PURGE,
    'b.js': MINIFY,
    'c.js': OLDER,
    'd.js': '// TODO(cloudflare-v4): look\nrun();\n',
    '.cfv1ignore': 'a.js\n',
    'only.json': '{ "only": ["removed-action"], "ignore": false }',
    'skip.json': '{ "skip": ["removed-action", "v1-call"], "maxWarnings": 0 }',
    'actions.json': '{ "actions": ["fpurge_ts"], "ignore": false, "jobs": 1 }',
  });
  const files = async (name: string) => (await findings(root, `lint --config ${name}`)).found.map(({ file }) => file);
  expect(await files('only.json')).toEqual(['b.js']);
  expect(await files('actions.json')).toEqual(['a.js']);
  expect(await findings(root, 'lint --config skip.json')).toMatchObject({ code: 1, found: [{ rule: 'todo' }] });
  expect((await findings(root, 'lint --skip removed-action,v1-call')).code).toBe(0);
});

describe.each(['cfv1.jsonc', 'package.json#cfv1'])('%s', (name) => {
  it.each([
    ['{ "plugins": ["x"] }', 'unknown key "plugins"'],
    ['{ "tagret": "sdk" }', 'unknown key "tagret", did you mean target?'],
    ['{ "target": true }', '"target": must be a string'],
  ])('refuses %s', async (text, says) => {
    const [file = ''] = name.split('#');
    const root = repository({ 'a.js': PURGE, [file]: file === name ? text : `{ "name": "x", "cfv1": ${text} }` });
    for (const command of ['migrate', 'lint', 'ci', 'explain a.js:3']) {
      const { code, stdout, stderr } = await cfv1(root, command);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(new RegExp(`^cfv1: ${name.replace('.', '\\.')}: `));
      expect(stderr).toContain(says);
    }
    expect(read(root, 'a.js')).toBe(PURGE);
  });
});

it('runs nothing of what it reads', async () => {
  const trap = "require('node:fs').writeFileSync('trapped', '');\n";
  const root = repository({
    'a.js': PURGE,
    'cfv1.js': trap,
    'cfv1.config.js': trap,
    'package.json': '{ "scripts": { "prepare": "touch trapped", "test": "touch trapped" } }\n',
  });
  await cfv1(root, 'migrate --write --allow-dirty');
  expect(() => read(root, 'trapped')).toThrow();
});

describe('explain', () => {
  it.each(['rec_edit', 'v1-call', 'answer-leaves', 'minify-ended', ''])('%s', async (what) => {
    const { code, stdout, stderr } = await cfv1(repository({}), `explain ${what}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(what || 'v1-call');
  });

  it('takes the options that change what is found', async () => {
    const root = repository({ 'a.js': BAN });
    expect((await cfv1(root, 'explain a.js:3')).stdout).toContain('[safe]');
    expect((await cfv1(root, 'explain a.js:3 --auth token')).stdout).toContain('access-rule-scope');
    expect((await cfv1(root, 'explain a.js:3 --no-color', { tty: true })).stdout).not.toContain('\u001b');
  });
});

describe('actions', () => {
  it('prints a table, and --format json an object', async () => {
    const table = await cfv1(repository({}), 'actions');
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(/^fpurge_ts +POST \/zones\/\{zone_id\}\/purge_cache/m);
    const { actions } = JSON.parse((await cfv1(repository({}), 'actions --format json')).stdout);
    expect(actions).toContainEqual(expect.objectContaining({ action: 'fpurge_ts', applicability: 'safe' }));
  });
});

it('every option has a test that is named for it', () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const files = [
    'migration-options',
    'bridge',
    'writing-options',
    'selection-options',
    'staged',
    'baseline',
    'suppressions',
    'stdin',
    'report-options',
    'config-option',
    'jobs',
    '../shard',
  ];
  const titles = files
    .flatMap((file) => readFileSync(join(folder, `${file}.test.ts`), 'utf8').match(/\b(?:it|describe)\b.*/g) ?? [])
    .join('\n');
  const untested = OPTIONS.filter(({ name }) => !new RegExp(`(?:--|lint --)${name}\\b`).test(titles)).map(
    ({ name }) => name,
  );
  // held by the tests of the type check
  expect(untested).toEqual(['verify-types']);
});
