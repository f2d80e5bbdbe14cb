/** What is printed, where, and the exit code. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { cfv1, findings, MINIFY, OLDER, PURGE, read, repository, WITH_KEY } from './real-run.js';

const validate = new Ajv({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../../schema/report.json', import.meta.url), 'utf8')),
);

/** A warning and nothing else. */
const WARNING = '// TODO(cloudflare-v4): look at this\nrun();\n';

describe.each(['lint', 'ci', 'migrate'])('%s', (command) => {
  it('--format json prints a report that keeps to the schema, and nothing else to stdout', async () => {
    const root = repository({ 'a.js': WITH_KEY, 'b.js': MINIFY, 'c d.js': OLDER });
    const { code, stdout } = await cfv1(root, `${command} --format json`);
    const report = JSON.parse(stdout);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(code).toBe(1);
    expect(report.findings[0]).toMatchObject({
      rule: 'v1-call',
      severity: 'error',
      applicability: 'safe',
      file: 'a.js',
      range: { start: { line: 3, column: 1 } },
      action: 'fpurge_ts',
      target: 'cache.purge',
    });
    expect(new Set(report.findings.map(({ file }: { file: string }) => file))).toEqual(
      new Set(['a.js', 'b.js', 'c d.js']),
    );
  });

  it('--format json=FILE and pretty=FILE write files', async () => {
    const root = repository({ 'b.js': MINIFY });
    const { code, stdout } = await cfv1(root, `${command} --format json=out.json --format pretty=out.txt`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(validate(JSON.parse(read(root, 'out.json')))).toBe(true);
    expect(read(root, 'out.txt')).toContain('b.js:3:1  error  removed-action/minify-ended  [manual]');
  });

  it('--format pretty is what is printed without it, but for what migrate writes by itself', async () => {
    const root = repository({ 'b.js': MINIFY });
    const plain = await cfv1(root, command);
    expect(plain.stdout).toContain('b.js:3:1  error  removed-action/minify-ended  [manual]');
    expect(await cfv1(root, `${command} --format pretty`)).toEqual(plain);
  });

  it('--format refuses forms that there are not', async () => {
    const { code, stderr } = await cfv1(repository({}), `${command} --format sarif`);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'cfv1: --format sarif: must be pretty or json\n' });
  });

  it('--quiet reports errors alone', async () => {
    const root = repository({ 'a.js': WITH_KEY, 'b.js': WARNING });
    const { found } = await findings(root, `${command} --quiet`);
    expect(found.map(({ severity }) => severity)).toEqual(['error']);
    expect((await cfv1(root, `${command} -q`)).stdout).not.toContain('warning');
  });

  it('--color colours what is no terminal, --no-color colours nothing', async () => {
    const root = repository({ 'b.js': MINIFY });
    const colour = '\u001b[';
    expect((await cfv1(root, command)).stdout).not.toContain(colour);
    expect((await cfv1(root, `${command} --color`)).stdout).toContain(colour);
    expect((await cfv1(root, command, { tty: true })).stdout).toContain(colour);
    expect((await cfv1(root, `${command} --no-color`, { tty: true })).stdout).not.toContain(colour);
    expect((await cfv1(root, command, { tty: true, env: { NO_COLOR: '1' } })).stdout).not.toContain(colour);
  });
});

it.each(['lint', 'ci'])('%s --max-warnings fails on more warnings than that', async (command) => {
  const root = repository({ 'a.js': WARNING, 'b.js': WARNING });
  const code = async (options: string) => (await cfv1(root, `${command} ${options}`)).code;
  expect(await code('')).toBe(0);
  expect(await code('--max-warnings 2')).toBe(0);
  expect(await code('--max-warnings 1')).toBe(1);
  expect(await code('--max-warnings 0 --quiet')).toBe(1);
  expect(await code('--max-warnings x')).toBe(2);
});

it('ci never writes', async () => {
  const root = repository({ 'a.js': PURGE });
  expect((await cfv1(root, 'ci')).code).toBe(1);
  expect(await cfv1(root, 'ci --fix')).toMatchObject({ code: 2, stdout: '' });
  expect(read(root, 'a.js')).toBe(PURGE);
});

describe('exit codes', () => {
  it('0: nothing left to say', async () => {
    const root = repository({ 'a.js': "console.log('cloudflare');\n" });
    for (const command of ['migrate', 'lint', 'ci'])
      expect(await cfv1(root, command)).toMatchObject({ code: 0, stdout: '' });
  });

  it('1: something would change, or an error is left', async () => {
    for (const command of ['migrate', 'lint', 'ci']) {
      expect((await cfv1(repository({ 'a.js': PURGE }), command)).code).toBe(1);
      expect((await cfv1(repository({ 'a.js': MINIFY }), command)).code).toBe(1);
    }
  });

  it.each([
    'migrate --wirte',
    'lint none.js',
    'ci --config none.jsonc',
    'migrate --zones none.json',
    'lint --format json=none/out.json',
    'explain none.js:1',
    'explain nothing-of-that-name',
    'actions --format xml',
    'unknown-command',
    '',
  ])('2: %s', async (line) => {
    const { code, stdout, stderr } = await cfv1(repository({}), line);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^cfv1: .+\n$/);
  });
});

describe('options of later versions are refused, not ignored', () => {
  const LATER = [
    '--staged',
    '--since HEAD',
    '--new-only',
    '--stdin-filename a.js',
    '--baseline b.json',
    '--update-baseline',
    '--prune-baseline',
  ];

  it.each(
    ['migrate', 'lint', 'ci'].flatMap((command) => LATER.map((option) => `${command} ${option}`)),
  )('%s', async (line) => {
    const root = repository({ 'a.js': PURGE });
    const [command = '', option = ''] = line.split(' ');
    expect(await cfv1(root, line)).toEqual({
      code: 2,
      stdout: '',
      stderr: `cfv1: unknown option ${option}; cfv1 ${command} --help lists those of ${command}\n`,
    });
  });

  it('and so are commands', async () => {
    expect((await cfv1(repository({}), 'init')).stderr).toMatch(/^cfv1: unknown command init/);
  });
});
