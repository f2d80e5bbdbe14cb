import { describe, expect, it, vi } from 'vitest';
import { COMMANDS, type CommandName, OPTIONS } from '../../src/cli/options-table.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { readOptions } from '../../src/cli/read-options.js';
import { FORMATS } from '../../src/report/format-names.js';
import { TOOL } from '../../src/report/version.js';
import { put, tempTree } from '../workspace/temp-tree.js';
import { seen } from './fake-pipeline.js';
import { runCli } from './fake-streams.js';

vi.mock('../../src/pipeline.js', () => import('./fake-pipeline.js'));

const ID = '023e105f4ecef8ad9ca31a8372d0c353';

function optionsOf(...args: string[]) {
  const invocation = parseArguments(args, 100);
  if (invocation.kind !== 'run') throw new Error(invocation.text);
  return readOptions({ command: invocation.command, cwd: '/r/cwd', root: '/r' }, invocation.values, null);
}

function operandsOf(...args: string[]): readonly string[] {
  const invocation = parseArguments(args, 100);
  return invocation.kind === 'run' ? invocation.operands : [];
}

describe('arguments', () => {
  it('have defaults', () => {
    expect(optionsOf('migrate')).toEqual({
      migration: {
        target: 'sdk',
        auth: 'key',
        accessRules: { scope: 'user' },
        zones: {},
        helpers: null,
        safeOnly: false,
        docs: false,
        bridge: 'module',
        todo: true,
        only: [],
        skip: [],
        actions: [],
        verifyTypes: false,
        secrets: false,
        comments: true,
        tidy: false,
      },
      noIgnore: false,
      staged: false,
      shard: null,
      since: null,
      stdinFilename: null,
      newOnly: false,
      write: false,
      interactive: false,
      allowDirty: false,
      diff: false,
      patchFile: null,
      formats: [],
      quiet: false,
      maxWarnings: null,
      baseline: null,
      updateBaseline: false,
      pruneBaseline: false,
      jobs: null,
      colour: null,
    });
  });

  it('are read before and after paths, and -- ends them', () => {
    expect(operandsOf('lint', 'a', '--quiet', 'b', '--only', 'todo', 'c', '--', '--fix', '-x')).toEqual([
      'a',
      'b',
      'c',
      '--fix',
      '-x',
    ]);
    expect(optionsOf('--color', 'lint', '-q')).toMatchObject({ colour: true, quiet: true });
  });

  it('take lists with commas and repeated', () => {
    const { migration } = optionsOf('migrate', '--only', 'v1-call,todo', '--only=v1-mock', '--action', 'rec_new,stats');
    expect(migration.only).toEqual(['v1-call', 'todo', 'v1-mock']);
    expect(migration.actions).toEqual(['rec_new', 'stats']);
  });

  it('take the places of access rules', () => {
    expect(optionsOf('migrate', '--access-rules', `account:${ID}`).migration.accessRules).toEqual({
      scope: 'account',
      id: ID,
    });
    expect(optionsOf('migrate', '--access-rules', 'zone:example.com').migration.accessRules).toEqual({
      scope: 'zone',
      name: 'example.com',
    });
  });

  it('name the helper module from the root', () => {
    expect(optionsOf('migrate', '--helpers', '../lib/cf.ts').migration.helpers).toBe('lib/cf.ts');
  });

  it.each([
    [
      [],
      'name a command: migrate, lint, ci, explain, actions, merge-reports, init, completion; cfv1 --help tells more',
    ],
    [['migrat'], 'unknown command migrat, did you mean migrate?'],
    [['src'], 'unknown command src: there are migrate, lint, ci, explain, actions, merge-reports, init, completion'],
    [['migrate', '--wirte'], 'unknown option --wirte, did you mean --write?'],
    [['lint', '--write'], 'unknown option --write; cfv1 lint --help lists those of lint'],
    [['lint', '-x'], 'unknown option -x; cfv1 lint --help lists those of lint'],
    [['lint', '--target'], '--target needs a value; cfv1 lint --help tells which'],
    [['lint', '--fix=maybe'], '--fix takes no value, got maybe'],
    [['lint', '--target', 'sdk', '--target', 'fetch'], '--target is given more than once'],
    [['explain', 'a', 'b'], 'explain takes no b; cfv1 explain --help tells what it takes'],
    [['lint', '--target', 'sdkk'], '--target sdkk: must be sdk or fetch, did you mean sdk?'],
    [['lint', '--auth', 'basic'], '--auth basic: must be key or token'],
    [['lint', '--access-rules', 'me'], '--access-rules me: must be user, account:ID or zone:NAME'],
    [
      ['lint', '--access-rules', 'account:1'],
      '--access-rules account:1: an account id has 32 hexadecimal digits; copy it from the dashboard',
    ],
    [['lint', '--only', 'v1-cal'], '--only v1-cal: no such rule, did you mean v1-call?'],
    [['lint', '--skip', 'zzzzzzzzz'], '--skip zzzzzzzzz: no such rule; cfv1 explain lists them'],
    [['lint', '--action', 'rec_nwe'], '--action rec_nwe: no action of API v1, did you mean rec_new?'],
    [['lint', '--max-warnings', '-1'], '--max-warnings -1: must be a whole number, 0 or more'],
    [['lint', '--max-warnings', 'two'], '--max-warnings two: must be a whole number, 0 or more'],
    [['lint', '--shard', '5/4'], '--shard 5/4: must be I/N, as in 1/4: the first of four parts'],
    [['lint', '--shard', '0/4'], '--shard 0/4: must be I/N, as in 1/4: the first of four parts'],
    [['lint', '--shard', '1/2', '--staged'], '--shard and --staged contradict each other; give one'],
    [['lint', '--jobs', '0'], '--jobs 0: must be a whole number from 1 to 999'],
    [['lint', '-j', 'many'], '--jobs many: must be a whole number from 1 to 999'],
    [
      ['lint', '--format', 'postscript'],
      `--format postscript: must be ${FORMATS.slice(0, -1).join(', ')} or ${FORMATS.at(-1)}`,
    ],
    [['lint', '--format', 'json='], '--format json=: names no file after ='],
    [
      ['lint', '--format', 'json', '--format', 'pretty'],
      '--format: two reports to stdout; give one a file, as in --format json=report.json',
    ],
    [['migrate', '--helpers', '../../x.js'], '--helpers ../../x.js: lies outside /r; name a file below it'],
    [
      ['migrate', '--helpers', 'x.json'],
      '--helpers x.json: must be a module, its name ends in .js, .mjs, .cjs, .ts, .mts, .cts',
    ],
    [['migrate', '--helpers', ''], '--helpers: needs a value'],
    [['migrate', '--dry-run', '--write'], '--dry-run and --write contradict each other; give one'],
    [['migrate', '-n', '--interactive'], '--dry-run and --interactive contradict each other; give one'],
    [['migrate', '--diff', '--interactive'], '--interactive shows the changes already; leave out --diff'],
    [
      ['migrate', '--diff', '--format', 'json'],
      '--diff and --format json both print to stdout; use --patch-file FILE or --format json=FILE',
    ],
  ])('refuses %j', (args, message) => {
    let thrown = '';
    try {
      optionsOf(...args);
    } catch (error) {
      thrown = (error as Error).message;
    }
    expect(thrown).toBe(message);
  });
});

describe('help', () => {
  it('leads to every command and tells the exit codes', () => {
    const invocation = parseArguments(['--help'], 80);
    expect(invocation.kind).toBe('print');
    const text = invocation.kind === 'print' ? invocation.text : '';
    for (const command of COMMANDS) expect(text).toContain(`cfv1 ${command}`);
    expect(text).toContain('Exit codes:');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each([...COMMANDS])('of %s has an example and every option it takes', (command: CommandName) => {
    const invocation = parseArguments([command, '-h'], 100);
    const text = invocation.kind === 'print' ? invocation.text : '';
    expect(text).toContain('Examples:');
    for (const row of OPTIONS) {
      expect(new RegExp(`^ +(?:-\\w, )?--${row.name} `, 'm').test(text)).toBe(
        OPTIONS.some(({ name, commands }) => name === row.name && commands.includes(command)),
      );
    }
  });

  it('does not depend on the language of the terminal', async () => {
    const { code, stdout } = await runCli(['--help'], { cwd: '/', env: { LANG: 'fr_FR.UTF-8' } });
    expect(code).toBe(0);
    expect(stdout).toContain('Show help');
  });

  it('has the version', async () => {
    expect(await runCli(['--version'], { cwd: '/' })).toEqual({ code: 0, stdout: `${TOOL.version}\n`, stderr: '' });
  });
});

describe('--zones', () => {
  it('reads names and ids', async () => {
    const root = tempTree({ 'a.js': 'cloudflare', 'zones.json': `{ "example.com": "${ID}" }` });
    await runCli(['lint', '--zones', 'zones.json'], { cwd: root });
    expect(seen.options?.zones).toEqual({ 'example.com': ID });
  });

  it.each([
    [
      '{ "example.com": "123" }',
      'zones.json: the id of example.com must have 32 hexadecimal digits; copy it from the dashboard',
    ],
    ['[]', 'zones.json: must be an object of zone names and ids, { "example.com": "023e…" }'],
    ['{\n  "a" "b" }', 'zones.json:2:7: not valid JSON (ColonExpected); mend it there'],
  ])('refuses %s', async (text, message) => {
    const root = tempTree({ 'zones.json': text });
    const { code, stderr } = await runCli(['lint', '--zones', 'zones.json'], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toBe(`cfv1: ${message}\n`);
  });

  it('refuses a file that is not there', async () => {
    const root = tempTree();
    const { stderr } = await runCli(['lint', '--zones', 'z.json'], { cwd: root });
    expect(stderr).toBe(`cfv1: --zones z.json: cannot be read (ENOENT); check the path\n`);
    put(root, { 'z.json': '{}' });
    expect((await runCli(['lint', '--zones', 'z.json'], { cwd: root })).code).toBe(0);
  });
});
