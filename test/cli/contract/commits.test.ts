/** Real commits with git, in repositories whose pre-commit hook runs the built program. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { git, put, tempTree } from '../../workspace/temp-tree.js';
import { BAN, MINIFY, PURGE, repository } from './real-run.js';

const CLI = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url));
const CLEAN = 'module.exports = 1;\n';

/** A hook that runs the program; `before`: shell that stands in front. */
function hook(folder: string, name = 'pre-commit', before = '', options = ''): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${before}\nexec '${process.execPath}' '${CLI}' lint --staged ${options}\n`);
  chmodSync(file, 0o755);
}

function withHook(files: Readonly<Record<string, string>>): string {
  const root = repository(files);
  hook(join(root, '.git/hooks'));
  return root;
}

/** What git and the hook print, and whether there is a new commit. */
function commit(folder: string, ...args: string[]): { readonly done: boolean; readonly output: string } {
  const before = git(folder, 'rev-parse', 'HEAD');
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  const { stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' });
  return { done: git(folder, 'rev-parse', 'HEAD') !== before, output: stdout + stderr };
}

it('a bad index with a clean work tree fails, the reverse passes', () => {
  const root = withHook({ 'a.js': CLEAN });
  put(root, { 'a.js': PURGE });
  git(root, 'add', 'a.js');
  put(root, { 'a.js': CLEAN });
  const bad = commit(root, 'commit', '-m', 'bad');
  expect(bad.output).toContain('a.js:3:1  error  v1-call');
  expect(bad.done).toBe(false);
  put(root, { 'a.js': `${CLEAN}// more\n` });
  git(root, 'add', 'a.js');
  put(root, { 'a.js': PURGE });
  expect(commit(root, 'commit', '-m', 'good')).toMatchObject({ done: true });
});

it('commit -a and commit FILE: what git takes then, and nothing else', () => {
  const root = withHook({ 'a.js': CLEAN, 'b.js': CLEAN });
  put(root, { 'a.js': PURGE, 'b.js': `${CLEAN}// more\n` });
  expect(commit(root, 'commit', '-am', 'all')).toMatchObject({
    done: false,
    output: expect.stringContaining('a.js:3:1'),
  });
  expect(commit(root, 'commit', '-m', 'only b', 'b.js')).toMatchObject({ done: true });
  git(root, 'add', 'a.js');
  put(root, { 'b.js': CLEAN });
  expect(commit(root, 'commit', '-m', 'only b', 'b.js')).toMatchObject({ done: true });
  expect(commit(root, 'commit', '-m', 'a')).toMatchObject({ done: false });
});

it('a linked work tree, from its top, from below, and from a hook that goes below', () => {
  const root = withHook({ 'sub/a.js': CLEAN });
  const linked = join(tempTree(), 'linked tree');
  git(root, 'worktree', 'add', '-q', '-b', 'linked', linked);
  for (const before of process.env.LONG ? ['', 'cd sub'] : ['cd sub']) {
    hook(join(root, '.git/hooks'), 'pre-commit', before);
    put(linked, { 'sub/a.js': PURGE });
    git(linked, 'add', '-A');
    put(linked, { 'sub/a.js': CLEAN });
    const bad = commit(join(linked, 'sub'), 'commit', '-m', 'bad');
    expect(bad.output).toContain('sub/a.js:3:1  error  v1-call');
    expect(bad.done).toBe(false);
    put(linked, { 'sub/a.js': `${CLEAN}// ${before}\n` });
    git(linked, 'add', '-A');
    put(linked, { 'sub/a.js': PURGE });
    expect(commit(linked, 'commit', '-m', 'good')).toMatchObject({ done: true });
  }
});

it('a submodule: its own commits, and the one that takes it in', () => {
  const inner = repository({ 'a.js': CLEAN });
  const root = withHook({ 'b.js': CLEAN });
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', inner, 'sub');
  expect(commit(root, 'commit', '-m', 'sub')).toMatchObject({ done: true });
  const sub = join(root, 'sub');
  hook(join(root, '.git/modules/sub/hooks'));
  put(sub, { 'a.js': PURGE });
  expect(commit(sub, 'commit', '-am', 'bad')).toMatchObject({ done: false, output: expect.stringContaining('a.js:3') });
  git(sub, 'commit', '-q', '--no-verify', '-am', 'bad');
  expect(commit(root, 'commit', '-am', 'what the submodule holds is not looked at')).toMatchObject({ done: true });
});

it('a merge commit: by git itself, and after a conflict was resolved', () => {
  const root = withHook({ 'a.js': CLEAN, 'c.js': CLEAN });
  hook(join(root, '.git/hooks'), 'pre-merge-commit', process.env.LONG ? '' : 'exit 1');
  git(root, 'checkout', '-q', '-b', 'other');
  put(root, { 'b.js': PURGE, 'c.js': `${CLEAN}theirs();\n` });
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--no-verify', '-m', 'other');
  git(root, 'checkout', '-q', '-');
  put(root, { 'a.js': `${CLEAN}// more\n` });
  git(root, 'commit', '-q', '--no-verify', '-am', 'more');
  const merged = commit(root, 'merge', '--no-edit', 'other');
  expect(merged).toMatchObject({ done: false, output: expect.stringContaining(process.env.LONG ? 'b.js:3:1' : '') });
  git(root, 'merge', '--abort');
  put(root, { 'c.js': `${CLEAN}ours();\n` });
  git(root, 'commit', '-q', '--no-verify', '-am', 'ours');
  commit(root, 'merge', 'other');
  put(root, { 'c.js': MINIFY });
  git(root, 'add', 'c.js');
  const resolved = commit(root, 'commit', '--no-edit');
  expect(resolved).toMatchObject({ done: false, output: expect.stringContaining('c.js:3:1') });
  // of what a merge brings in nothing is new
  hook(join(root, '.git/hooks'), 'pre-commit', '', '--new-only');
  const fresh = commit(root, 'commit', '--no-edit');
  expect(fresh.output).toContain('c.js:3:1');
  expect(fresh.output).not.toContain('b.js');
  put(root, { 'c.js': CLEAN });
  git(root, 'add', 'c.js');
  expect(commit(root, 'commit', '--no-edit')).toMatchObject({ done: true });
});

it.runIf(process.env.LONG)('a first commit, an amended one, and one that deletes', () => {
  const root = tempTree({ 'a.js': BAN });
  git(root, 'init', '-q');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'so that there is a HEAD');
  git(root, 'update-ref', '-d', 'HEAD');
  hook(join(root, '.git/hooks'));
  git(root, 'add', '-A');
  const first = spawnSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', 'commit', '-m', 'first'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(first.stdout + first.stderr).toContain('a.js:3:1');
  expect(first.status).not.toBe(0);
  git(root, 'commit', '-q', '--no-verify', '-m', 'first');
  put(root, { 'b.js': PURGE });
  git(root, 'add', '-A');
  const amended = commit(root, 'commit', '--amend', '--no-edit');
  expect(amended.done).toBe(false);
  git(root, 'rm', '-q', '-f', 'a.js', 'b.js');
  expect(commit(root, 'commit', '--allow-empty', '-m', 'gone')).toMatchObject({ done: true });
});
