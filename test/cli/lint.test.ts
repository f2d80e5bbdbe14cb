import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it, vi } from 'vitest';
import { tempRepository, tempTree } from '../workspace/temp-tree.js';
import { seen } from './fake-pipeline.js';
import { runCli } from './fake-streams.js';

vi.mock('../../src/pipeline.js', () => import('./fake-pipeline.js'));

const validate = new Ajv({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')),
);

describe.each(['lint', 'ci'])('%s', (command) => {
  it('exits with 0 where nothing is found, and prints nothing to stdout', async () => {
    const result = await runCli([command], { cwd: tempTree({ 'a.js': 'let x;\n' }) });
    expect(result).toEqual({ code: 0, stdout: '', stderr: '0 errors, 0 warnings in 0 of 1 file\n' });
  });

  it('exits with 1 for an error, safe or not', async () => {
    const { code, stdout } = await runCli([command], { cwd: tempTree({ 'a.js': 'cloudflare; V1SAFE\n' }) });
    expect(code).toBe(1);
    expect(stdout).toContain('a.js:1:13  error  v1-call  [safe]');
  });

  it('exits with 1 for more warnings than allowed', async () => {
    const root = tempTree({ 'a.js': 'cloudflare; V1WARN V1WARN\n' });
    expect((await runCli([command], { cwd: root })).code).toBe(0);
    expect((await runCli([command, '--max-warnings', '2'], { cwd: root })).code).toBe(0);
    expect((await runCli([command, '--max-warnings=1'], { cwd: root })).code).toBe(1);
    expect((await runCli([command, '--max-warnings=1', '--quiet'], { cwd: root })).code).toBe(1);
  });

  it('exits with 2 for a path that does not exist, or several', async () => {
    const root = tempTree({ 'a.js': 'cloudflare; V1SAFE\n' });
    expect(await runCli([command, 'a.js', 'b.js'], { cwd: root })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cfv1: b.js: no such file or folder; check the path\n',
    });
    const several = await runCli([command, 'b.js', '..'], { cwd: root });
    expect(several.stderr).toMatch(/^cfv1: check these paths:\nb\.js: no such file or folder\n\.\.: lies outside /);
  });

  it('reports a file that was not analysed, unless that rule is left out', async () => {
    const root = tempTree({ 'wide.js': Buffer.from('cloudflare api_json', 'utf16le') });
    const { code, stdout } = await runCli([command], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('wide.js:1:1  error  not-analysed  [manual]\n  the file is UTF-16');
    expect((await runCli([command, '--skip', 'not-analysed'], { cwd: root })).code).toBe(0);
    expect((await runCli([command, '--only', 'v1-call'], { cwd: root })).code).toBe(0);
  });

  // root reads everything
  it.skipIf(process.getuid?.() === 0)('is incomplete, exit code 2, where a file cannot be read', async () => {
    const root = tempTree({ 'a.js': 'cloudflare; V1SAFE\n', 'b.js': 'cloudflare' });
    chmodSync(join(root, 'b.js'), 0);
    const { code, stdout, stderr } = await runCli([command], { cwd: root });
    expect(code).toBe(2);
    expect(stdout).toContain('a.js:1:13');
    expect(stderr).toContain('cfv1: b.js: the file cannot be read: EACCES');
  });

  it('writes reports as asked, to stdout and into files', async () => {
    const root = tempTree({ 'a.js': 'cloudflare; V1SAFE V1WARN\n' });
    const both = await runCli([command, '--format', 'json', '-f', 'pretty=out.txt'], { cwd: root });
    const report = JSON.parse(both.stdout);
    expect(validate(report)).toBe(true);
    expect(report.findings.map(({ rule }: { rule: string }) => rule)).toEqual(['v1-call', 'v1-answer']);
    expect(readFileSync(join(root, 'out.txt'), 'utf8')).toContain('a.js:1:13  error  v1-call  [safe]');
    const file = await runCli([command, '--format=json=out.json'], { cwd: root });
    expect(file).toMatchObject({ code: 1, stdout: '' });
    expect(JSON.parse(readFileSync(join(root, 'out.json'), 'utf8'))).toEqual(report);
  });
});

describe('lint --fix', () => {
  it('writes what is safe without TODO comments, and reports the rest', async () => {
    const root = tempRepository({ 'a.js': 'cloudflare; V1SAFE V1REVIEW\n', 'b.js': 'cloudflare; V1SAFE\n' });
    const { code, stdout, stderr } = await runCli(['lint', '--fix'], { cwd: root });
    expect(code).toBe(1);
    expect(seen.options).toMatchObject({ safeOnly: true, todo: false });
    expect(readFileSync(join(root, 'a.js'), 'utf8')).toBe('cloudflare; v4 V1REVIEW\n');
    expect(stdout).toContain('[review]');
    expect(stdout).not.toContain('[safe]');
    expect(stderr).toBe('1 error, 0 warnings in 1 of 2 files, 2 changed\n');
  });

  it('exits with 0 where everything was fixed, and refuses what is not committed', async () => {
    const root = tempRepository({ 'a.js': 'cloudflare; V1SAFE\n' });
    expect((await runCli(['lint', '--fix'], { cwd: root })).code).toBe(0);
    const outside = tempTree({ 'a.js': 'cloudflare; V1SAFE\n' });
    expect((await runCli(['lint', '--fix'], { cwd: outside })).code).toBe(2);
    expect((await runCli(['lint', '--fix', '--allow-dirty'], { cwd: outside })).code).toBe(0);
  });
});

it('tells an internal error in one line, masked, with exit code 2', async () => {
  const root = tempTree({ 'a.js': 'cloudflare; CRASH\n' });
  const { code, stdout, stderr } = await runCli(['lint'], { cwd: root });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^cfv1: internal error: boom tkn: '\*{12}'\n {4}at /);
});
