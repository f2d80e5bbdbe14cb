import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/workspace/index.js';
import { type Files, git, put, tempRepository, tempTree } from './temp-tree.js';

const list = (cwd: string, paths: string[] = [], options = {}) => openWorkspace(cwd).list(paths, options);
const filesIn = (cwd: string, paths: string[] = [], options = {}) => list(cwd, paths, options).files;

/** Each test runs on a folder outside git and on one that git knows, the files untracked. */
const KINDS: [string, (files?: Files, name?: string) => string][] = [
  ['outside git', tempTree],
  [
    'in git',
    (files, name) => {
      const root = tempRepository({}, name);
      put(root, files ?? {});
      return root;
    },
  ],
];

describe.each(KINDS)('list, %s', (_, makeTree) => {
  test('takes scripts of every kind, and manifests apart', () => {
    const root = makeTree({
      'a.js': '',
      'b.cjs': '',
      'c.mjs': '',
      'd.jsx': '',
      'e.ts': '',
      'f.cts': '',
      'g.mts': '',
      'h.tsx': '',
      'package.json': '{}',
      'sub/package.json': '{}',
      'sub/not-package.json': '{}',
      'x.json': '',
      'y.x': '',
      'z.lock': '',
      js: '',
    });
    const listing = list(root);
    const scripts = ['a.js', 'b.cjs', 'c.mjs', 'd.jsx', 'e.ts', 'f.cts', 'g.mts', 'h.tsx'];
    expect(listing.files).toEqual([...scripts, 'js', 'sub/not-package.json', 'x.json']);
    expect(listing.manifests).toEqual(['package.json', 'sub/package.json']);
    expect(listing.skipped).toEqual([]);
    expect(listing.errors).toEqual([]);
    expect(filesIn(root, [], { isWanted: (file: string) => file.endsWith('.x') })).toEqual(['y.x']);
  });

  test('sorts by code units, with hidden folders, spaces, dashes and umlauts', () => {
    const names = [
      '-rf.js',
      '.storybook/a.js',
      'B.js',
      'a b/c d.js',
      'a.js',
      'ünï/cödé.js',
      '(x)[y]*.js',
      ':(top).js',
      'q\'"\n.js',
    ];
    const root = makeTree(Object.fromEntries(names.map((name) => [name, ''])), 'a dir with ünïcode');
    expect(filesIn(root)).toEqual([...names].sort((a, b) => (a < b ? -1 : 1)));
    for (const name of names) expect(filesIn(root, [name])).toEqual([name]);
    expect(filesIn(root, ['a b', 'ünï'])).toEqual(['a b/c d.js', 'ünï/cödé.js']);
  });

  test('honours .gitignore and .cfv1ignore at every depth', () => {
    const root = makeTree({
      '.gitignore': 'dist/\n*.gen.js\n!keep.gen.js\n/top.js\nsub/inner/\n',
      '.cfv1ignore': 'legacy\n',
      'a.js': '',
      'top.js': '',
      'dist/a.js': '',
      'x.gen.js': '',
      'keep.gen.js': '',
      'legacy/a.js': '',
      'sub/.gitignore': '!x.gen.js\nlocal.js\n',
      'sub/.cfv1ignore': 'b.js\n',
      'sub/x.gen.js': '',
      'sub/local.js': '',
      'sub/top.js': '',
      'sub/b.js': '',
      'sub/inner/a.js': '',
      'sub/deep/local.js': '',
      'sub/deep/c.js': '',
    });
    const kept = ['a.js', 'keep.gen.js', 'sub/deep/c.js', 'sub/top.js', 'sub/x.gen.js'];
    expect(filesIn(root)).toEqual(kept);
    expect(filesIn(root, ['sub'])).toEqual(kept.slice(2));
    expect(filesIn(root, ['legacy'])).toEqual([]);
    expect(filesIn(join(root, 'sub'), ['.'])).toEqual(filesIn(join(root, 'sub')));
    expect(filesIn(root, [], { noIgnore: true })).toHaveLength(13);
  });

  test('never lists node_modules or .git', () => {
    const root = makeTree({
      'a.js': '',
      'node_modules/p/a.js': '',
      'sub/node_modules/p/a.js': '',
      'sub/.git/hooks/a.js': '',
    });
    for (const options of [{}, { noIgnore: true }]) {
      expect(filesIn(root, ['.'], options)).toEqual(['a.js']);
      expect(list(root, ['node_modules', 'node_modules/p/a.js'], options)).toMatchObject({
        files: [],
        errors: [],
        skipped: [{ why: 'ignored' }, { why: 'ignored' }],
      });
    }
  });

  test('named files: ignored and unknown ones are skipped, missing ones are errors', () => {
    const root = makeTree({ '.gitignore': 'b.js', 'a.js': '', 'b.js': '', 'c.txt': '' });
    expect(list(root, ['a.js', 'b.js', 'c.txt', 'd.js', 'a.js/e.js', join(root, 'a.js')])).toEqual({
      files: ['a.js'],
      manifests: [],
      skipped: [
        { path: 'c.txt', why: 'unknown-type' },
        { path: 'b.js', why: 'ignored' },
      ],
      errors: [
        { path: 'd.js', kind: 'missing', message: 'd.js: no such file or folder' },
        { path: 'a.js/e.js', kind: 'missing', message: 'a.js/e.js: no such file or folder' },
      ],
    });
    expect(filesIn(root, ['b.js'], { noIgnore: true })).toEqual(['b.js']);
  });

  test('a path outside the root is an error, and nothing else is listed for it', () => {
    const root = makeTree({ 'a.js': '' });
    const other = tempTree({ 'x.js': '' });
    expect(list(root, [other, '..'])).toMatchObject({
      files: [],
      errors: [{ kind: 'outside-root' }, { kind: 'outside-root' }],
    });
  });

  test('links: to a file once under its real name, out of the root or in a circle not at all', () => {
    const outside = tempTree({ 'secret.js': '', 'dir/secret.js': '' });
    const root = makeTree({
      '.gitignore': 'ignored.js',
      'ignored.js': '',
      'real/a.js': '',
      'b.txt': '',
      'node_modules/m.js': '',
    });
    symlinkSync('real/a.js', join(root, 'link.js'));
    symlinkSync('b.txt', join(root, 'text.js'));
    symlinkSync('ignored.js', join(root, 'to-ignored.js'));
    symlinkSync('node_modules/m.js', join(root, 'to-module.js'));
    symlinkSync('nowhere.js', join(root, 'broken.js'));
    symlinkSync('loop.js', join(root, 'loop.js'));
    symlinkSync('..', join(root, 'real/up'));
    symlinkSync('real', join(root, 'folder.js'));
    symlinkSync(join(outside, 'secret.js'), join(root, 'out.js'));
    symlinkSync(join(outside, 'dir'), join(root, 'outdir'));
    const listing = list(root);
    expect(listing.files).toEqual(['real/a.js']);
    expect(listing.errors).toEqual([]);
    expect([...listing.skipped].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'broken.js', why: 'broken-link' },
      { path: 'loop.js', why: 'broken-link' },
      { path: 'out.js', why: 'link-leaves-root' },
      { path: 'outdir', why: 'link-leaves-root' },
    ]);
    expect(filesIn(root, ['link.js'])).toEqual(['real/a.js']);
    expect(filesIn(root, ['real/up/link.js', 'folder.js'])).toEqual(['real/a.js']);
    expect(list(root, ['out.js', 'outdir', 'outdir/secret.js'])).toMatchObject({
      files: [],
      errors: [],
      skipped: [{ why: 'link-leaves-root' }, { why: 'link-leaves-root' }, { why: 'link-leaves-root' }],
    });
  });

  test('a link in a named folder brings in the file it leads to', () => {
    const root = makeTree({ 'real/a.js': '', 'links/keep.js': '', '.gitignore': 'hidden.js', 'real/hidden.js': '' });
    symlinkSync('../real/a.js', join(root, 'links/a.js'));
    symlinkSync('../real/hidden.js', join(root, 'links/h.js'));
    expect(filesIn(root, ['links'])).toEqual(['links/keep.js', 'real/a.js']);
    expect(filesIn(root, ['links'], { noIgnore: true })).toEqual(['links/keep.js', 'real/a.js', 'real/hidden.js']);
  });

  test('a pipe is not listed, a folder named like a script is entered', () => {
    const root = makeTree({ 'dir.js/a.js': '' });
    execFileSync('mkfifo', [join(root, 'pipe.js')]);
    expect(filesIn(root)).toEqual(['dir.js/a.js']);
    expect(list(root, ['pipe.js']).skipped).toEqual([{ path: 'pipe.js', why: 'unknown-type' }]);
  });

  test('works through a link to the folder, and on an empty one', () => {
    const root = makeTree({ 'a.js': '' });
    symlinkSync(root, `${root}-link`);
    expect(openWorkspace(`${root}-link`).root).toBe(root);
    expect(filesIn(`${root}-link`, [`${root}-link/a.js`])).toEqual(['a.js']);
    expect(filesIn(makeTree())).toEqual([]);
  });
});

describe('list, in git only', () => {
  test('tracked files count even when ignored, deleted ones do not; paths are relative to the top', () => {
    const root = tempRepository({ '.gitignore': '*.gen.js', 'pkg/x.gen.js': '', 'pkg/gone.js': '', 'other/a.js': '' });
    rmSync(join(root, 'pkg/gone.js'));
    put(root, { 'pkg/new.js': '', 'pkg/y.gen.js': '' });
    const workspace = openWorkspace(join(root, 'pkg'));
    expect(workspace).toMatchObject({ root, cwd: join(root, 'pkg'), inGit: true });
    expect(workspace.list().files).toEqual(['pkg/new.js', 'pkg/x.gen.js']);
    expect(workspace.list(['../other', 'new.js']).files).toEqual(['other/a.js', 'pkg/new.js']);
  });

  test('.cfv1ignore holds for tracked files', () => {
    const root = tempRepository({ '.cfv1ignore': 'old/', 'old/a.js': '', 'b.js': '' });
    expect(filesIn(root)).toEqual(['b.js']);
    expect(list(root, ['old/a.js']).skipped).toEqual([{ path: 'old/a.js', why: 'ignored' }]);
  });

  test('many named files', () => {
    const names = Array.from({ length: 1500 }, (_, i) => `folder/a-file-with-a-long-name-${i}.js`);
    const root = tempRepository(Object.fromEntries([...names, 'other.js'].map((name) => [name, ''])));
    expect(filesIn(root, names)).toEqual([...names].sort());
  });

  test('a project in a folder that the repository around it ignores is listed by itself', () => {
    const home = tempRepository({ '.gitignore': '*' });
    put(home, { 'project/a.js': '', 'project/.gitignore': 'b.js', 'project/b.js': '' });
    const workspace = openWorkspace(join(home, 'project'));
    expect(workspace).toMatchObject({ root: join(home, 'project'), inGit: false });
    expect(workspace.list().files).toEqual(['a.js']);
  });

  test('a repository whose index git cannot read is walked', () => {
    const root = tempRepository({ 'a.js': '' });
    put(root, { '.git/index': 'broken' });
    expect(filesIn(root)).toEqual(['a.js']);
  });

  test('a work tree of git worktree', () => {
    const root = tempRepository({ 'a.js': '' });
    git(root, 'worktree', 'add', '-q', '../second');
    const second = join(root, '../second');
    expect(openWorkspace(second)).toMatchObject({ root: second, inGit: true });
    expect(filesIn(second)).toEqual(['a.js']);
  });
});

test('without git a walk ignores what git would ignore', () => {
  const files = {
    '.gitignore':
      'b/\n*.log.js\n/only-top.js\n**/deep/x.js\nq/*\n!q/keep.js\n[ab]1.js\nsp\\ ace.js\n#no.js\n\\#yes.js\ntrail.js   \n',
    'a/.gitignore': '!b/\nc.js\n!one.log.js\n',
    'b/x.js': '',
    'a/b/x.js': '',
    'a/d/two.log.js': '',
    'a/c.js': '',
    'a/d/c.js': '',
    'a/one.log.js': '',
    'a/d/.gitignore': '!c.js\n',
    'only-top.js': '',
    'a/only-top.js': '',
    'z/deep/x.js': '',
    'deep/x.js': '',
    'q/drop.js': '',
    'q/keep.js': '',
    'q/r/keep.js': '',
    'a1.js': '',
    'A1.js': '',
    'sp ace.js': '',
    '#no.js': '',
    '#yes.js': '',
    'trail.js': '',
    'B/x.js': '',
  };
  const plain = tempTree(files);
  const repository = tempTree(files);
  git(repository, 'init', '-q');
  expect(openWorkspace(plain).inGit).toBe(false);
  expect(filesIn(plain)).toEqual(filesIn(repository));
  expect(filesIn(plain)).toContain('a/one.log.js');
});

test('hostile configuration starts nothing', () => {
  const root = tempRepository({ 'a.js': 'tkn', '.gitattributes': '*.js filter=evil diff=evil' });
  put(root, { 'trap.sh': `#!/bin/sh\necho "$0" >> ${root}/sprung\ncat\n` });
  execFileSync('chmod', ['755', join(root, 'trap.sh')]);
  mkdirSync(join(root, 'hooks'));
  for (const hook of ['post-index-change', 'reference-transaction'])
    symlinkSync('../trap.sh', join(root, 'hooks', hook));
  const trap = join(root, 'trap.sh');
  const settings = [
    'core.fsmonitor',
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'diff.evil.textconv',
  ];
  for (const key of [...settings, 'diff.external', 'core.pager', 'core.sshCommand', 'core.editor'])
    git(root, 'config', key, trap);
  git(root, 'config', 'core.hooksPath', join(root, 'hooks'));
  put(root, { 'a.js': 'tkn2', 'b.js': '' });
  const workspace = openWorkspace(root);
  expect(workspace.list().files).toEqual(['a.js', 'b.js', 'trap.sh']);
  expect(workspace.uncommitted(['a.js', 'b.js'])).toEqual(['a.js', 'b.js']);
  expect(workspace.changedSince('HEAD')).toMatchObject({ files: expect.arrayContaining(['a.js']) });
  expect(workspace.staged()?.list([]).files).toEqual([]);
  expect([...workspace.textsAt('HEAD', ['a.js']).keys()]).toEqual(['a.js']);
  expect(workspace.parents()).toEqual(['HEAD']);
  expect(filesIn(root)).toEqual(['a.js', 'b.js', 'trap.sh']);
  expect(() => execFileSync('cat', [join(root, 'sprung')], { stdio: 'pipe' })).toThrow();
});

test('core.worktree that names another folder is not believed', () => {
  const elsewhere = tempTree({ 'x.js': '' });
  const root = tempRepository({ 'a.js': '' });
  git(root, 'config', 'core.worktree', elsewhere);
  expect(openWorkspace(root)).toMatchObject({ root, inGit: false });
  expect(filesIn(root)).toEqual(['a.js']);
});
