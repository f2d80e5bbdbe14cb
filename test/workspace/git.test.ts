import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/workspace/index.js';
import { git, put, tempRepository, tempTree } from './temp-tree.js';

const uncommitted = (root: string, files: string[]) => openWorkspace(root).uncommitted(files);

describe('uncommitted', () => {
  test('names what is untracked, ignored, staged, changed or gone, and nothing that is committed', () => {
    const names = ['clean.js', 'changed.js', 'staged.js', 'reverted.js', 'gone.js', '-dash ünï.js', 'sub/clean.js'];
    const root = tempRepository({
      '.gitignore': 'ignored.js',
      ...Object.fromEntries(names.map((name) => [name, name])),
    });
    put(root, { 'changed.js': 'x', 'staged.js': 'x', 'reverted.js': 'x', 'new.js': 'x', 'ignored.js': 'x' });
    git(root, 'add', 'staged.js', 'reverted.js');
    put(root, { 'reverted.js': 'reverted.js' });
    rmSync(join(root, 'gone.js'));
    expect(uncommitted(root, [...names, 'new.js', 'ignored.js'])).toEqual([
      'changed.js',
      'staged.js',
      'reverted.js',
      'gone.js',
      'new.js',
      'ignored.js',
    ]);
    expect(uncommitted(root, [])).toEqual([]);
  });

  test('goes by content: not by time, nor by bits that hide changes', () => {
    const root = tempRepository({ 'a.js': 'one', 'b.js': 'one', 'c.js': 'one' });
    utimesSync(join(root, 'a.js'), 1, 1);
    git(root, 'update-index', '--assume-unchanged', 'b.js');
    git(root, 'update-index', '--skip-worktree', 'c.js');
    put(root, { 'b.js': 'two', 'c.js': 'two' });
    expect(uncommitted(root, ['a.js', 'b.js', 'c.js'])).toEqual(['b.js', 'c.js']);
  });

  test('lines that git stores with LF may stand with CRLF', () => {
    const root = tempRepository({ '.gitattributes': '*.js text eol=crlf\n', 'a.js': 'a\r\nb\r\n' });
    expect(git(root, 'cat-file', 'blob', 'HEAD:a.js')).toBe('a\nb\n');
    expect(uncommitted(root, ['a.js'])).toEqual([]);
    put(root, { 'a.js': 'a\r\nc\r\n' });
    expect(uncommitted(root, ['a.js'])).toEqual(['a.js']);
  });

  test('a file in conflict counts', () => {
    const root = tempRepository({ 'a.js': 'one' });
    git(root, 'checkout', '-q', '-b', 'other');
    put(root, { 'a.js': 'two' });
    git(root, 'commit', '-qam', 'two');
    git(root, 'checkout', '-q', '-');
    put(root, { 'a.js': 'three' });
    git(root, 'commit', '-qam', 'three');
    expect(() => git(root, 'merge', '-q', 'other')).toThrow();
    expect(uncommitted(root, ['a.js'])).toEqual(['a.js']);
  });

  test('everything counts outside git and before the first commit', () => {
    const root = tempTree({ 'a.js': '' });
    expect(uncommitted(root, ['a.js'])).toEqual(['a.js']);
    git(root, 'init', '-q');
    git(root, 'add', '-A');
    expect(uncommitted(root, ['a.js'])).toEqual(['a.js']);
  });

  test('very many files, and SHA-256', () => {
    const names = Array.from({ length: 1500 }, (_, i) => `folder/a-file-with-a-long-name-${i}.js`);
    const root = tempTree(Object.fromEntries(names.map((name) => [name, name])));
    git(root, 'init', '-q', '--object-format=sha256');
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'start');
    put(root, { [names[7]!]: 'x' });
    expect(uncommitted(root, names)).toEqual([names[7]]);
  });

  test('the repository is not written to', () => {
    const root = tempRepository({ 'a.js': 'one' });
    utimesSync(join(root, 'a.js'), 1, 1);
    const before = readFileSync(join(root, '.git/index'));
    const workspace = openWorkspace(root);
    workspace.list();
    workspace.uncommitted(['a.js']);
    workspace.changedSince('HEAD');
    const staged = workspace.staged();
    staged?.read(staged.list([]).files);
    workspace.textsAt('HEAD', ['a.js']);
    expect(readFileSync(join(root, '.git/index')).equals(before)).toBe(true);
  });
});

describe('changedSince', () => {
  const since = (root: string, ref: string) => {
    const found = openWorkspace(root).changedSince(ref);
    return 'files' in found ? found.files : found.problem;
  };

  test('names what changed since the branches parted, committed or not', () => {
    const root = tempRepository({ 'a.js': 'one', 'b.js': 'one', 'c.js': 'one', 'd.js': 'one' });
    git(root, 'branch', 'base');
    put(root, { 'b.js': 'two' });
    git(root, 'commit', '-qam', 'two');
    put(root, { 'c.js': 'two', 'new ünï.js': '' });
    rmSync(join(root, 'd.js'));
    expect(since(root, 'base')).toEqual(['new ünï.js', 'b.js', 'c.js']);
    git(root, 'checkout', '-q', '-f', 'base');
    put(root, { 'a.js': 'other' });
    git(root, 'commit', '-qam', 'on the base');
    git(root, 'checkout', '-q', '-');
    expect(since(root, 'base')).toEqual(['new ünï.js', 'b.js']);
  });

  test('a time stamp is no change', () => {
    const root = tempRepository({ 'a.js': 'one', 'b.js': 'one' });
    utimesSync(join(root, 'a.js'), 1, 1);
    put(root, { 'b.js': 'two' });
    expect(since(root, 'HEAD')).toEqual(['b.js']);
  });

  test('a ref that is not there, an option, and a folder outside git', () => {
    const root = tempRepository({ 'a.js': '' });
    for (const ref of ['nowhere', '--all', `--output=${root}/x`, '-h', '$(touch x)'])
      expect(since(root, ref)).toBe(`${ref} is no commit; check the name`);
    expect(existsSync(join(root, 'x'))).toBe(false);
    expect(since(tempTree(), 'HEAD')).toBe('this is no git repository');
    git(root, 'branch', 'base');
    git(root, 'checkout', '-q', '--orphan', 'other');
    git(root, 'commit', '-qm', 'other');
    expect(since(root, 'base')).toBe('base and HEAD have no commit in common; name another');
  });

  test('a shallow clone, which lacks the ref or the commit in common', () => {
    const root = tempRepository({ 'a.js': 'one' });
    git(root, 'branch', 'base');
    git(root, 'checkout', '-q', '-b', 'work');
    for (const text of ['two', 'three']) {
      put(root, { 'a.js': text });
      git(root, 'commit', '-qam', text);
    }
    const clone = join(tempTree(), 'clone');
    git(root, 'clone', '-q', '--depth=1', '--no-single-branch', '--branch=work', `file://${root}`, clone);
    const help = 'fetch more: actions/checkout with fetch-depth: 0, or git fetch --unshallow';
    expect(since(clone, 'origin/base')).toBe(
      `origin/base and HEAD have no commit in common in this shallow clone; ${help}`,
    );
    expect(since(clone, 'origin/other')).toBe(`origin/other is not in this shallow clone; ${help}`);
    git(clone, 'fetch', '-q', '--unshallow');
    expect(since(clone, 'origin/base')).toEqual(['a.js']);
  });

  test('a dirty submodule is not asked, so its configuration starts nothing', () => {
    const inner = tempRepository({ 'x.js': '' });
    const root = tempRepository({ 'a.js': '' });
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', inner, 'sub');
    git(root, 'commit', '-qm', 'sub');
    put(root, { 'trap.sh': `#!/bin/sh\ntouch ${root}/sprung\n`, 'sub/x.js': 'changed' });
    execFileSync('chmod', ['755', join(root, 'trap.sh')]);
    git(join(root, 'sub'), 'config', 'core.fsmonitor', join(root, 'trap.sh'));
    const workspace = openWorkspace(root);
    expect(workspace.changedSince('HEAD')).toMatchObject({ files: ['trap.sh'] });
    expect(workspace.staged()?.list([]).files).toEqual([]);
    expect(workspace.list().files).toEqual(['a.js', 'trap.sh']);
    expect(existsSync(join(root, 'sprung'))).toBe(false);
  });
});

test('a PATH without git makes every folder one outside git', () => {
  const root = tempRepository({ 'a.js': '' });
  const path = process.env.PATH;
  try {
    process.env.PATH = '/nonexistent';
    expect(openWorkspace(root)).toMatchObject({ root, inGit: false });
  } finally {
    process.env.PATH = path;
  }
});

test('a folder that does not exist is an error', () => {
  expect(() => openWorkspace(join(tempTree(), 'nowhere'))).toThrow(/ENOENT/);
});
