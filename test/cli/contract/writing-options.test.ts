/** Whether, where and how changes go to the disk. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Interrupted } from '../../../src/cli/streams.js';
import { git, put, tempTree } from '../../workspace/temp-tree.js';
import { cfv1, EMAIL, KEY, MINIFY, OLDER, PURGE, read, repository, WITH_KEY } from './real-run.js';

const MANIFEST = '{\n  "dependencies": {\n    "request": "2.88.2"\n  }\n}\n';

/** The repository as `cfv1 migrate --write` leaves it. */
async function migrated(files: Record<string, string>, options = ''): Promise<(file: string) => string> {
  const root = repository(files);
  await cfv1(root, `migrate --write ${options}`);
  return (file) => read(root, file);
}

it('--dry-run is the default: it tells what would change and changes nothing', async () => {
  const root = repository({ 'a.js': PURGE, 'package.json': MANIFEST });
  const plain = await cfv1(root, 'migrate');
  expect(plain.code).toBe(1);
  expect(plain.stderr).toContain('1 file scanned, 1 with findings, 2 would change');
  expect(await cfv1(root, 'migrate --dry-run')).toEqual(plain);
  expect(await cfv1(root, 'migrate -n')).toEqual(plain);
  expect(git(root, 'status', '--porcelain')).toBe('');
});

it('--diff prints a patch that git applies, with what --write writes', async () => {
  const files = { 'a.js': PURGE, 'src/b c.js': OLDER, 'minify.js': MINIFY, 'package.json': MANIFEST };
  const root = repository(files);
  const { code, stdout, stderr } = await cfv1(root, 'migrate --diff --helpers lib/cf.js');
  expect(code).toBe(1);
  expect(stderr).toContain('cfv1 migrate --write makes these changes');
  execFileSync('git', ['apply', '-'], { cwd: root, input: stdout });
  const want = await migrated(files, '--helpers lib/cf.js');
  for (const file of [...Object.keys(files), 'lib/cf.js']) expect(read(root, file)).toBe(want(file));
});

it('--diff prints nothing and exits with 0 where nothing is to change', async () => {
  const root = repository({ 'a.js': "require('cloudflare-free')();\n" });
  expect(await cfv1(root, 'migrate --diff')).toMatchObject({ code: 0, stdout: '' });
});

it('--diff masks what --patch-file holds, and git applies the file', async () => {
  const root = repository({ 'a.js': WITH_KEY, 'windows.js': PURGE.replaceAll('\n', '\r\n') });
  const file = join(tempTree(), 'cf v4.patch');
  const shown = await cfv1(root, 'migrate --diff');
  expect(shown.stderr).toContain('2 lines of the patch hold a credential');
  expect((await cfv1(root, ['migrate', '--patch-file', file])).code).toBe(1);
  const patch = readFileSync(file, 'utf8');
  expect(patch).toContain(KEY);
  expect(patch).toContain(EMAIL);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  execFileSync('git', ['apply', file], { cwd: root });
  const want = await migrated({ 'a.js': WITH_KEY, 'windows.js': PURGE.replaceAll('\n', '\r\n') });
  expect(read(root, 'a.js')).toBe(want('a.js'));
  expect(read(root, 'windows.js')).toBe(want('windows.js'));
});

it('--patch-file made in a folder below the root counts paths from the root', async () => {
  const root = repository({ 'src/a.js': PURGE });
  const { code } = await cfv1(join(root, 'src'), 'migrate --patch-file ../p.patch');
  expect(code).toBe(1);
  execFileSync('git', ['apply', 'p.patch'], { cwd: root });
  expect(read(root, 'src/a.js')).toContain('cloudflare.cache.purge');
});

describe('--write', () => {
  it('changes the files, exits with 0, and finds nothing more to do', async () => {
    const root = repository({ 'a.js': PURGE, 'package.json': MANIFEST });
    const { code, stdout, stderr } = await cfv1(root, 'migrate --write');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('2 changed');
    expect(stderr).toContain('left: 0 errors, 0 warnings in 0 of 1 file');
    expect(JSON.parse(read(root, 'package.json')).dependencies.cloudflare).toMatch(/^\^7/);
    expect((await cfv1(root, 'lint')).code).toBe(0);
  });

  it('exits with 1 where an error is left', async () => {
    const root = repository({ 'a.js': MINIFY, 'b.js': PURGE });
    const { code, stdout } = await cfv1(root, 'migrate --write');
    expect(code).toBe(1);
    expect(stdout).toContain('a.js:4:1  error  removed-action/minify-ended  [manual]');
    expect(read(root, 'b.js')).toContain('cloudflare.cache.purge');
  });

  it('and --dry-run contradict each other', async () => {
    expect((await cfv1(repository({}), 'migrate --write --dry-run')).code).toBe(2);
  });
});

it('--allow-dirty changes files with uncommitted changes, which are refused without it', async () => {
  const root = repository({ 'a.js': PURGE, 'b.js': PURGE });
  appendFileSync(join(root, 'b.js'), '// mine\n');
  const refused = await cfv1(root, 'migrate --write');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/uncommitted changes.*--allow-dirty:\n {2}b\.js\n$/s);
  expect(read(root, 'a.js')).toBe(PURGE);
  expect((await cfv1(root, 'migrate --write --allow-dirty')).code).toBe(0);
  expect(read(root, 'b.js')).toContain('// mine');
  expect(read(root, 'b.js')).toContain('cloudflare.cache.purge');
});

it('--allow-dirty is wanted outside git', async () => {
  const root = tempTree({ 'a.js': PURGE }, 'my folder');
  const refused = await cfv1(root, 'migrate --write');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('not in a git repository');
  expect((await cfv1(root, 'migrate --write --allow-dirty')).code).toBe(0);
  expect(read(root, 'a.js')).toContain('cloudflare.cache.purge');
});

describe('--interactive', () => {
  it('asks for each file and writes what was agreed to', async () => {
    const root = repository({ 'a.js': PURGE, 'b.js': OLDER, 'package.json': MANIFEST });
    const { code, stdout } = await cfv1(root, 'migrate --interactive', { tty: true, answers: ['y', 'n', 'y'] });
    expect(code).toBe(1);
    expect(stdout).toContain('Write this file (3 of 3)?');
    expect(read(root, 'a.js')).toContain('cloudflare.cache.purge');
    expect(read(root, 'b.js')).toBe(OLDER);
    expect(read(root, 'package.json')).toContain('"cloudflare"');
  });

  it('ends with 130 on Ctrl-C, and nothing is written', async () => {
    const root = repository({ 'a.js': PURGE });
    const interruption = new AbortController();
    const { code } = await cfv1(root, 'migrate --interactive', { tty: true, answers: ['^C'], interruption });
    expect(code).toBe(130);
    expect(read(root, 'a.js')).toBe(PURGE);
  });

  it('refuses where nobody can be asked', async () => {
    expect((await cfv1(repository({ 'a.js': PURGE }), 'migrate --interactive')).code).toBe(2);
  });
});

describe('lint --fix', () => {
  it('writes what is safe, without comments, and leaves the rest', async () => {
    const root = repository({ 'a.js': PURGE, 'b.js': OLDER, 'c.js': MINIFY });
    const { code, stderr } = await cfv1(root, 'lint --fix');
    expect(code).toBe(1);
    expect(stderr).toBe('2 errors, 0 warnings in 2 of 3 files, 1 changed\n');
    expect(read(root, 'a.js')).toContain('cloudflare.cache.purge');
    expect([read(root, 'b.js'), read(root, 'c.js')]).toEqual([OLDER, MINIFY]);
  });

  it('takes --allow-dirty', async () => {
    const root = repository({});
    put(root, { 'new.js': PURGE });
    expect((await cfv1(root, 'lint --fix')).code).toBe(2);
    expect((await cfv1(root, 'lint --fix --allow-dirty')).code).toBe(0);
    expect(read(root, 'new.js')).toContain('cloudflare.cache.purge');
  });
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s before the first write leaves every file as it was', async (_name, code) => {
  const root = repository({ 'a.js': PURGE });
  const signal = AbortSignal.abort(new Interrupted(code));
  expect(await cfv1(root, 'migrate --write', { signal })).toEqual({ code, stdout: '', stderr: '' });
  expect(read(root, 'a.js')).toBe(PURGE);
  expect(existsSync(join(root, 'package.json'))).toBe(false);
});
