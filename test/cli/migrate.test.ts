import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Interrupted } from '../../src/cli/streams.js';
import { namesIn, put, tempRepository, tempTree } from '../workspace/temp-tree.js';
import { seen } from './fake-pipeline.js';
import { runCli } from './fake-streams.js';

vi.mock('../../src/pipeline.js', () => import('./fake-pipeline.js'));

const SAFE = "const cloudflare = 1;\nV1SAFE('a');\n";
const REVIEW = "const cloudflare = 1;\nV1REVIEW('b');\n";
const MANUAL = "const cloudflare = 1;\nV1MANUAL('c');\n";

function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

describe('preview', () => {
  it('exits with 1 where something would change, and writes nothing', async () => {
    const root = tempRepository({ 'a.js': SAFE, 'b.js': REVIEW });
    const { code, stdout, stderr } = await runCli(['migrate'], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('b.js:2:1  error  v1-call/error-leaves  [review]');
    expect(stdout).not.toContain('a.js');
    expect(stderr).toContain('2 files scanned, 2 with findings, 2 would change');
    expect(stderr).toContain('1 safe, 1 to review, 0 by hand');
    expect(stderr).toContain('rec_new       1       1       0');
    expect(stderr).toContain('note: npm install cloudflare@7');
    expect(read(root, 'a.js')).toBe(SAFE);
  });

  it('exits with 1 where only an error remains, and with 0 where there is nothing', async () => {
    expect((await runCli(['migrate'], { cwd: tempRepository({ 'a.js': MANUAL }) })).code).toBe(1);
    expect((await runCli(['migrate'], { cwd: tempRepository({ 'a.js': 'cloudflare; V1WARN' }) })).code).toBe(0);
    expect(await runCli(['migrate'], { cwd: tempTree() })).toMatchObject({ code: 0, stdout: '' });
  });

  it('works outside git, from a folder below the root, and on named paths', async () => {
    const root = tempRepository({ 'a.js': SAFE, 'src/b.js': SAFE, 'src/c.js': SAFE });
    await runCli(['migrate'], { cwd: join(root, 'src') });
    expect(seen.files).toEqual(['src/b.js', 'src/c.js']);
    await runCli(['migrate', '../a.js', 'c.js'], { cwd: join(root, 'src') });
    expect(seen.files).toEqual(['a.js', 'src/c.js']);
    await runCli(['migrate'], { cwd: tempTree({ 'x.js': SAFE }) });
    expect(seen.files).toEqual(['x.js']);
  });

  it('reads ignored files when asked', async () => {
    const root = tempRepository({ '.gitignore': 'gen\n', 'a.js': SAFE });
    put(root, { 'gen/b.js': SAFE });
    await runCli(['migrate'], { cwd: root });
    expect(seen.files).toEqual(['a.js']);
    await runCli(['migrate', '--no-ignore'], { cwd: root });
    expect(seen.files).toEqual(['a.js', 'gen/b.js']);
  });

  it('hands its options to the pipeline', async () => {
    const root = tempRepository({ 'a.js': SAFE });
    await runCli(['migrate', '--target', 'fetch', '--no-todo', '--safe-only', '--skip', 'todo,v1-mock'], { cwd: root });
    expect(seen.options).toMatchObject({ target: 'fetch', todo: false, safeOnly: true, skip: ['todo', 'v1-mock'] });
  });
});

describe('patches', () => {
  it('go to stdout with --diff, so that git applies them', async () => {
    const root = tempRepository({ 'a.js': SAFE, 'b.js': `\uFEFF${REVIEW}` });
    const { code, stdout } = await runCli(['migrate', '--diff', '--helpers', 'lib/help.js'], { cwd: root });
    expect(code).toBe(1);
    execFileSync('git', ['apply', '-'], { cwd: root, input: stdout });
    expect(read(root, 'a.js')).toContain("v4('a')");
    expect(read(root, 'b.js')).toBe(`\uFEFF${REVIEW.replace('V1REVIEW', 'v4')}`);
    expect(read(root, 'lib/help.js')).toBe('export function help() {}\n');
  });

  it('go to a file that only its owner reads with --patch-file', async () => {
    const root = tempRepository({ 'a.js': "cloudflare; V1SAFE(); f({ tkn: 'canary' });\n" });
    const file = join(tempTree(), 'p.patch');
    const { code, stderr, stdout } = await runCli(['migrate', '--patch-file', file, '--quiet'], { cwd: root });
    expect(code).toBe(1);
    expect(readFileSync(file, 'utf8')).toContain("f({ tkn: 'canary' })");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(stderr + stdout).not.toContain('canary');
  });

  it('are masked on stdout, and it says so', async () => {
    const root = tempRepository({ 'a.js': "cloudflare; V1SAFE(); f({ tkn: 'canary' });\n" });
    const { stdout, stderr } = await runCli(['migrate', '--diff'], { cwd: root });
    expect(stdout).toContain("f({ tkn: '******' })");
    expect(stderr).toContain('2 lines of the patch hold a credential');
  });

  it('are coloured on a terminal alone', async () => {
    const root = tempRepository({ 'a.js': SAFE });
    expect((await runCli(['migrate', '--diff'], { cwd: root, tty: true })).stdout).toContain('\u001b[32m+');
    expect((await runCli(['migrate', '--diff', '--color'], { cwd: root })).stdout).not.toContain('\u001b');
    expect((await runCli(['migrate', '--diff', '--no-color'], { cwd: root, tty: true })).stdout).not.toContain(
      '\u001b',
    );
  });
});

describe('--write', () => {
  it('changes the files, reports what is left, and exits with 0 where no error is', async () => {
    const root = tempRepository({ 'a.js': SAFE, 'b.js': 'cloudflare; V1REVIEW; V1WARN\n' });
    const { code, stdout, stderr } = await runCli(['migrate', '--write'], { cwd: root });
    expect(code).toBe(0);
    expect(read(root, 'a.js')).toBe("const cloudflare = 1;\nv4('a');\n");
    expect(read(root, 'b.js')).toBe('cloudflare; v4; V1WARN\n');
    expect(stdout).toContain('v1-answer');
    expect(stdout).not.toContain('v1-call');
    expect(stderr).toContain('2 changed');
    expect(stderr).toContain('left: 0 errors, 1 warning in 1 of 2 files');
  });

  it('exits with 1 where an error is left', async () => {
    const root = tempRepository({ 'a.js': SAFE, 'b.js': MANUAL });
    expect((await runCli(['migrate', '--write'], { cwd: root })).code).toBe(1);
    expect(read(root, 'a.js')).toContain('v4');
    const left = await runCli(['migrate', '--write', '--safe-only', '--allow-dirty', '.'], { cwd: root });
    expect(left.code).toBe(1);
  });

  it('refuses files with uncommitted changes, names them, and writes nothing', async () => {
    const root = tempRepository({ 'a.js': SAFE, 'b.js': 'cloudflare; V1SAFE(1)\n' });
    writeFileSync(join(root, 'b.js'), 'cloudflare; V1SAFE(2)\n');
    writeFileSync(join(root, 'new.js'), 'cloudflare; V1SAFE(3)\n');
    const { code, stdout, stderr } = await runCli(['migrate', '--write'], { cwd: root });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/uncommitted changes.*--allow-dirty:\n {2}b\.js\n {2}new\.js\n$/s);
    expect(read(root, 'a.js')).toBe(SAFE);
    expect((await runCli(['migrate', '--write', '--allow-dirty'], { cwd: root })).code).toBe(0);
    expect(read(root, 'new.js')).toBe('cloudflare; v4(3)\n');
  });

  it('does not mind uncommitted changes in files that stay', async () => {
    const root = tempRepository({ 'a.js': SAFE, 'b.js': 'cloudflare\n' });
    writeFileSync(join(root, 'b.js'), 'cloudflare; 2\n');
    expect((await runCli(['migrate', '--write'], { cwd: root })).code).toBe(0);
  });

  it('refuses to write outside git', async () => {
    const root = tempTree({ 'a.js': SAFE });
    const { code, stderr } = await runCli(['migrate', '--write'], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toContain('not in a git repository');
    expect((await runCli(['migrate', '--write', '--allow-dirty'], { cwd: root })).code).toBe(0);
  });

  it('makes the helper module and keeps byte order marks', async () => {
    const root = tempRepository({ 'a.js': `\uFEFF${SAFE}` });
    const { code } = await runCli(['migrate', '--write', '--helpers', 'lib/help.mjs'], { cwd: root });
    expect(code).toBe(0);
    expect(namesIn(root)).toEqual(['a.js', 'lib', 'lib/help.mjs']);
    expect(read(root, 'a.js')).toMatch(/^\uFEFFconst/);
  });

  it('exits with 2 and writes nothing where a file cannot be written', async () => {
    const root = tempRepository({ 'a.js': SAFE, 'lib/help.js': 'x' });
    const { code, stderr } = await runCli(['migrate', '--write', '--helpers', 'lib/help.js'], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toContain('nothing is written:\n  lib/help.js: ');
    expect(read(root, 'a.js')).toBe(SAFE);
  });

  it('stops before the first write when a signal came', async () => {
    const root = tempRepository({ 'a.js': SAFE });
    const signal = AbortSignal.abort(new Interrupted(143));
    const { code, stderr } = await runCli(['migrate', '--write'], { cwd: root, signal });
    expect({ code, stderr }).toEqual({ code: 143, stderr: '' });
    expect(read(root, 'a.js')).toBe(SAFE);
  });
});

describe('--interactive', () => {
  const files = { 'a.js': SAFE, 'b.js': REVIEW, 'c.js': 'cloudflare; V1SAFE\n' };

  it('shows each file and writes what was agreed to', async () => {
    const root = tempRepository(files);
    const { code, stdout } = await runCli(['migrate', '--interactive'], {
      cwd: root,
      tty: true,
      answers: ['y', 'what?', 'n', 'YES'],
    });
    expect(code).toBe(1);
    expect(stdout).toContain('Write this file (2 of 3)?');
    expect([read(root, 'a.js') === SAFE, read(root, 'b.js') === REVIEW]).toEqual([false, true]);
    expect(read(root, 'c.js')).toBe('cloudflare; v4\n');
  });

  it('leaves the rest at q, and at the end of the input', async () => {
    const root = tempRepository(files);
    await runCli(['migrate', '--interactive'], { cwd: root, tty: true, answers: ['n', 'q'] });
    await runCli(['migrate', '--interactive'], { cwd: root, tty: true, answers: [] });
    expect(read(root, 'a.js')).toBe(SAFE);
    expect(read(root, 'c.js')).toBe(files['c.js']);
  });

  it('ends with 130 on Ctrl-C while it asks', async () => {
    const root = tempRepository(files);
    const { code } = await runCli(['migrate', '--interactive'], {
      cwd: root,
      tty: true,
      answers: ['y', '^C'],
      interruption: new AbortController(),
    });
    expect(code).toBe(130);
    expect(read(root, 'a.js')).toBe(SAFE);
  });

  it('refuses where nobody can be asked', async () => {
    const root = tempRepository(files);
    const { code, stderr } = await runCli(['migrate', '--interactive'], { cwd: root });
    expect(code).toBe(2);
    expect(stderr).toBe('cfv1: --interactive needs a terminal to ask on; use --diff to look and --write to change\n');
  });
});

it('exits with 2 for a report file that cannot be written', async () => {
  const root = tempRepository({ 'a.js': SAFE });
  const { code, stderr } = await runCli(['migrate', '--format', 'json=no/such/r.json'], { cwd: root });
  expect(code).toBe(2);
  expect(stderr).toContain('r.json: cannot be written (ENOENT)');
  expect(existsSync(join(root, 'no'))).toBe(false);
});
