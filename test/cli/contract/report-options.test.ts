/** What is printed, where, and the exit code. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/report/format-names.js';
import { put } from '../../workspace/temp-tree.js';
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
    const { code, stderr } = await cfv1(repository({}), `${command} --format sarf`);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `cfv1: --format sarf: must be ${FORMATS.slice(0, -1).join(', ')} or ${FORMATS.at(-1)}, did you mean sarif?\n`,
    });
  });

  it('--format may be repeated: one goes to stdout, any number into files, and all are as they are alone', async () => {
    const root = repository({ 'a.js': WITH_KEY, 'b.js': MINIFY, 'c d.js': OLDER });
    const others = FORMATS.filter((name) => name !== 'compact');
    const line = `${command} --format compact ${others.map((name) => `--format ${name}=out.${name}`).join(' ')}`;
    const all = await cfv1(root, line);
    expect(all.code).toBe(1);
    const again = await cfv1(root, line);
    expect(again.stdout).toBe(all.stdout);
    for (const name of command === 'lint' ? others : (['json'] as const)) {
      const alone = await cfv1(root, `${command} -f ${name}`);
      expect({ name, text: read(root, `out.${name}`) }).toEqual({ name, text: alone.stdout });
      expect(alone.stdout).not.toContain(root);
    }
    expect((await cfv1(root, `${command} --format json --format sarif`)).code).toBe(2);
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

describe('on GitHub', () => {
  const GITHUB = { GITHUB_ACTIONS: 'true' };
  const files = { 'b.js': MINIFY };

  it('ci adds annotations on stderr and the step summary, whatever report was asked for', async () => {
    const root = repository(files);
    const env = { ...GITHUB, GITHUB_STEP_SUMMARY: join(root, 'summary.md') };
    const plain = await cfv1(root, 'ci --format json');
    const { stdout, stderr } = await cfv1(root, 'ci --format json', { env });
    expect(stdout).toBe(plain.stdout);
    expect(stderr).toMatch(/^::error file=b\.js,line=3,endLine=5,title=removed-action\/minify-ended::/m);
    const summary = read(root, 'summary.md');
    rmSync(join(root, 'summary.md'));
    expect(summary).toBe((await cfv1(root, 'ci --format markdown')).stdout);
    put(root, { 'summary.md': summary });
    await cfv1(root, 'ci', { env });
    expect(read(root, 'summary.md').match(/^# /gm)).toHaveLength(2);
  });

  it('--format github prints them instead', async () => {
    const root = repository(files);
    const env = { ...GITHUB, GITHUB_STEP_SUMMARY: join(root, 'summary.md') };
    const { stdout, stderr } = await cfv1(root, 'ci --format github', { env });
    expect(stdout).toMatch(/^::error file=b\.js/);
    expect(stderr).not.toContain('::');
    expect(read(root, 'summary.md')).toContain('## Left (1)');
  });

  it('lint and migrate add nothing, and elsewhere ci does not either', async () => {
    const root = repository(files);
    for (const command of ['lint', 'migrate']) {
      expect((await cfv1(root, command, { env: GITHUB })).stderr).not.toContain('::error');
    }
    expect((await cfv1(root, 'ci')).stderr).not.toContain('::error');
  });

  it('no name of a file is a command in the log', async () => {
    const root = repository({ '::error::x ##[y].js': MINIFY });
    for (const format of ['pretty', 'compact', 'summary', 'markdown']) {
      const { stdout } = await cfv1(root, `lint --format ${format}`, { env: GITHUB });
      expect(stdout).not.toMatch(/^\s*::/m);
      expect(stdout).not.toContain('##[');
    }
  });

  it('no line of a patch is a command in the log, and such a patch cannot be applied', async () => {
    const root = repository({ 'a.js': `${PURGE}/*\n::error::x\n*/\nrun('##[group]');\n` });
    const { stdout, stderr } = await cfv1(root, 'migrate --diff', { env: GITHUB });
    expect(stdout).toContain('cache.purge(');
    expect(stdout).not.toMatch(/^[ +-]?\s*::|##\[/m);
    expect(stdout).toMatch(/^@@ masked /m);
    expect(stderr).toContain('the patch holds lines that GitHub would take for commands');
    const plain = await cfv1(root, 'migrate --diff');
    expect(plain.stdout).toMatch(/^ ::error::x$/m);
    expect(plain.stdout).toMatch(/^@@ -/m);
  });

  it('what is said of files that may not be written is no command in the log', async () => {
    const root = repository({});
    put(root, { '::error::x ##[y].js': PURGE });
    const { code, stderr } = await cfv1(root, 'migrate --write', { env: GITHUB });
    expect(code).toBe(2);
    expect(stderr).toContain('\\u003a:error::x');
    expect(stderr).not.toMatch(/^\s*::|##\[/m);
  });

  it('a summary that cannot be written is said, with exit code 2', async () => {
    const root = repository(files);
    const env = { ...GITHUB, GITHUB_STEP_SUMMARY: join(root, 'none', 'summary.md') };
    const { code, stderr } = await cfv1(root, 'ci', { env });
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written (ENOENT)');
  });
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
