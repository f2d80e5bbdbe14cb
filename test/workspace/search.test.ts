import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openSearching, openWorkspace } from '../../src/workspace/index.js';
import { MARK_PATTERNS, MARKS } from '../../src/workspace/prefilter.js';
import { type Files, git, put, tempRepository, tempTree } from './temp-tree.js';

/** An index below which git is not started: none, and any. */
const [SEARCHED, READ] = [0, Number.POSITIVE_INFINITY];

/** What a run sees, by searching, by reading and step by step, is the same. Whether the search was taken. */
async function compare(cwd: string, paths: string[] = []): Promise<boolean> {
  await compareTo(cwd, paths, READ);
  return compareTo(cwd, paths, SEARCHED);
}

async function compareTo(cwd: string, paths: string[], small: number): Promise<boolean> {
  const searching = openSearching(cwd, paths, small);
  if (!searching) return false;
  try {
    const { workspace } = searching;
    if (!(await searching.isConfirmed())) return false;
    const slow = openWorkspace(cwd);
    expect({ root: workspace.root, cwd: workspace.cwd }).toEqual({ root: slow.root, cwd: slow.cwd });
    for (const options of [{}, { noIgnore: true }]) {
      const listing = slow.list(paths, options);
      expect(workspace.list(paths, options)).toEqual(listing);
      await workspace.ready();
      expect(workspace.read(listing.files)).toEqual(slow.read(listing.files));
      expect(workspace.read(listing.manifests)).toEqual(slow.read(listing.manifests));
    }
    return true;
  } catch (error) {
    if (await searching.isConfirmed()) throw error;
    return false;
  } finally {
    searching.stop();
  }
}

/** Every mark, in every kind of file that is treated in its own way. */
const MARKED: Files = {
  ...Object.fromEntries(MARKS.map(({ text }, index) => [`mark-${index}.js`, `x('${text}')`])),
  'upper.js': 'CLOUDFLARE_TOKEN',
  'mixed.ts': 'cLoUdFlArE',
  'near.js': 'solar flare, TKN, html',
  'wide.js': Buffer.from('// api_json', 'utf16le'),
  'wide-bom.js': Buffer.from('\uFEFF// tkn', 'utf16le'),
  'swapped.js': Buffer.from('\uFEFF// tkn', 'utf16le').swap16(),
  'latin.js': Buffer.from('// tkn ä', 'latin1'),
  'nul.js': 'tkn \0',
  'late.js': `${'\n'.repeat(9000)}tkn`,
  'large.js': `${'x'.repeat(1_100_000)}\n'api_json'`,
  'image.png': 'tkn',
  'clean.js': 'nothing',
  'package.json': '{ "dependencies": { "cloudflare": "0.0.8" } }',
  'sub/package.json': '{}',
  'sub/-rf.js': 'tkn',
  'sub/:(top).js': 'tkn',
  'sub/*.js': 'tkn',
  'sub/q\'"\n.js': 'tkn',
  'sub/ünï.js': 'tkn',
  'sub/a b/c.js': 'tkn',
};

test('every kind of file', async () => {
  const root = tempRepository(MARKED);
  expect(await compare(root)).toBe(true);
  expect(await compare(join(root, 'sub'))).toBe(true);
  expect(await compare(root, ['sub/a b', 'mark-0.js', 'sub/ünï.js'])).toBe(true);
});

test('what is not as the index has it: untracked, ignored, deleted, moved, replaced, hidden from git', async () => {
  const root = tempRepository({
    ...MARKED,
    '.gitignore': 'dist/\n*.gen.js\n',
    'kept.gen.js': 'tkn',
    'gone.js': 'tkn',
    'moved.js': 'tkn',
    'file.js': 'tkn',
    'assumed.js': 'old',
    'sparse.js': 'old',
    'conflict.js': 'base',
    'lib/a.js': 'tkn',
  });
  git(root, 'update-index', '--assume-unchanged', 'assumed.js');
  git(root, 'update-index', '--skip-worktree', 'sparse.js');
  rmSync(join(root, 'gone.js'));
  renameSync(join(root, 'moved.js'), join(root, 'new-name.js'));
  rmSync(join(root, 'file.js'));
  symlinkSync('lib/a.js', join(root, 'link.js'));
  symlinkSync('lib', join(root, 'folder-link'));
  symlinkSync('lib/a.js', join(root, 'was-link.js'));
  git(root, 'add', 'link.js', 'was-link.js');
  rmSync(join(root, 'was-link.js'));
  put(root, {
    'assumed.js': 'tkn',
    'sparse.js': 'tkn',
    'file.js/inner.js': 'tkn',
    'new.js': 'tkn',
    'fresh/deep/new.js': 'tkn',
    'fresh/.cfv1ignore': 'hidden.js',
    'fresh/hidden.js': 'tkn',
    'x.gen.js': 'tkn',
    'dist/a.js': 'tkn',
    'node_modules/p/a.js': 'tkn',
    'later.js': 'tkn',
    'was-link.js': 'tkn',
  });
  git(root, 'add', '-N', 'later.js');
  for (const paths of [[], ['fresh'], ['lib', 'new.js'], ['dist'], ['link.js']]) await compare(root, paths);
  expect(await compare(root)).toBe(true);
  const quick = openSearching(root, []);
  expect(quick?.workspace.list().files).toEqual(
    expect.arrayContaining(['new.js', 'fresh/deep/new.js', 'file.js/inner.js']),
  );
  quick?.stop();
});

test('our ignore file, in the root and below', async () => {
  const files = { 'a/b.js': 'tkn', 'a/c.js': 'tkn', 'd.js': 'tkn' };
  const ignores: Files[] = [{ '.cfv1ignore': 'a/b.js' }, { 'a/.cfv1ignore': 'b.js' }];
  for (const ignore of ignores) {
    const root = tempRepository({ ...files, ...ignore });
    expect(await compare(root)).toBe(true);
    expect(await compare(join(root, 'a'))).toBe(true);
  }
});

test('submodules and repositories inside are not entered; each is one of its own', async () => {
  const inner = tempRepository({ 'x.js': 'tkn' });
  const root = tempRepository({ 'a.js': 'tkn' });
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', inner, 'sub');
  put(root, { 'own/y.js': 'tkn' });
  git(join(root, 'own'), 'init', '-q');
  git(root, 'config', 'submodule.recurse', 'true');
  expect(await compare(root)).toBe(true);
  // its settings say where its work tree is: git follows them
  expect(await compare(join(root, 'sub'))).toBe(false);
});

test('a work tree of git worktree', async () => {
  const root = tempRepository({ 'a.js': 'tkn', 'b.js': '' });
  git(root, 'worktree', 'add', '-q', '../second');
  expect(await compare(join(root, '../second'))).toBe(true);
});

test('a merge that is not done', async () => {
  const root = tempRepository({ 'a.js': 'one', 'b.js': '' });
  git(root, 'checkout', '-q', '-b', 'other');
  put(root, { 'a.js': 'two tkn' });
  git(root, 'commit', '-qam', 'two');
  git(root, 'checkout', '-q', '-');
  put(root, { 'a.js': 'three' });
  git(root, 'commit', '-qam', 'three');
  expect(() => git(root, 'merge', '-q', 'other')).toThrow();
  expect(await compare(root)).toBe(true);
});

test.each([
  ['outside git', () => tempTree({ 'a.js': 'tkn' })],
  ['an index of version 4', () => unusual('update-index', '--index-version', '4')],
  ['a split index', () => unusual('update-index', '--split-index')],
  ['a sparse index', () => unusual('sparse-checkout', 'set', '--cone', '--sparse-index', 'a')],
  ['core.worktree', () => unusual('config', 'core.worktree', '..')],
  ['a bare repository', () => unusual('config', 'core.bare', 'true')],
  [
    'SHA-256',
    () => {
      const root = tempTree({ 'a.js': 'tkn' });
      git(root, 'init', '-q', '--object-format=sha256');
      git(root, 'add', '-A');
      return root;
    },
  ],
  [
    'a broken index',
    () => {
      const root = tempRepository({ 'a.js': 'tkn' });
      put(root, { '.git/index': 'DIRC broken, but long enough to be one' });
      return root;
    },
  ],
  [
    'a folder that the repository ignores',
    () => {
      const root = tempRepository({ '.gitignore': '*' });
      put(root, { 'project/a.js': 'tkn' });
      return join(root, 'project');
    },
  ],
])('is left to git: %s', (_, make) => {
  expect(openSearching(make(), [])).toBeNull();
});

function unusual(...command: string[]): string {
  const root = tempRepository({ 'a/x.js': 'tkn', 'b/y.js': 'tkn' });
  git(root, ...command);
  return root;
}

test('is left to git where its environment says more, and refused where git refuses', async () => {
  const root = tempRepository({ 'a.js': 'tkn' });
  for (const name of ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_CONFIG_COUNT', 'GIT_CEILING_DIRECTORIES']) {
    vi.stubEnv(name, '/');
    expect(openSearching(root, []), name).toBeNull();
    vi.unstubAllEnvs();
  }
  vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
  expect(openSearching(root, [])).toBeNull();
  vi.unstubAllEnvs();
  put(root, { '.git/HEAD': 'nonsense' });
  for (const small of [SEARCHED, READ]) expect(await openSearching(root, [], small)?.isConfirmed()).toBe(false);
  const path = process.env.PATH;
  vi.stubEnv('PATH', '/nonexistent');
  expect(await openSearching(tempRepository0(path, root), [], SEARCHED)?.isConfirmed()).toBe(false);
  vi.unstubAllEnvs();
});

/** A folder that looks like a repository, made without git. */
function tempRepository0(_path: string | undefined, like: string): string {
  const root = tempTree();
  execFileSync('/bin/cp', ['-r', join(like, '.git'), root]);
  return root;
}

test('where git complains of a file, the search says nothing', async () => {
  const root = tempRepository({ 'folder.js/a.js': 'tkn', 'b.js': 'tkn' });
  rmSync(join(root, 'folder.js'), { recursive: true });
  put(root, { 'folder.js': 'tkn' });
  expect(await compare(root)).toBe(false);
});

test('a file that cannot be read is not passed over', async () => {
  const root = tempRepository({ 'a.js': 'tkn', 'b.js': 'tkn' });
  chmodSync(join(root, 'b.js'), 0);
  const isRoot = process.getuid?.() === 0;
  expect(await compare(root)).toBe(isRoot);
});

test('of a small repository that is not ours, or of a newer form, git is asked', async () => {
  const root = tempRepository({ 'a.js': 'tkn' });
  const isRead = async () => {
    vi.stubEnv('PATH', '/nonexistent');
    const isConfirmed = await openSearching(root, [], READ)?.isConfirmed();
    vi.unstubAllEnvs();
    return isConfirmed;
  };
  expect(await isRead()).toBe(true);
  const uid = vi.spyOn(process, 'geteuid').mockReturnValue(12_345);
  expect(await isRead()).toBe(false);
  uid.mockRestore();
  git(root, 'config', 'core.repositoryFormatVersion', '1');
  expect(await isRead()).toBe(false);
  git(root, 'config', 'core.repositoryFormatVersion', '0');
  git(root, 'config', 'extensions.partialClone', 'origin');
  expect(await isRead()).toBe(false);
});

test('a small repository without git is left to what needs none, where git would be asked', async () => {
  const root = tempRepository({ 'a.js': 'tkn', '.gitignore': 'dist/' });
  put(root, { 'dist/x.js': 'tkn', 'new.js': 'tkn' });
  vi.stubEnv('PATH', '/nonexistent');
  const searching = openSearching(root, [], READ);
  expect(() => searching?.workspace.list()).toThrow();
  expect(await searching?.isConfirmed()).toBe(false);
  vi.unstubAllEnvs();
});

test('hostile configuration starts nothing', async () => {
  const root = tempRepository({ 'a.js': 'tkn', '.gitattributes': '*.js filter=evil diff=evil -text' });
  put(root, { 'trap.sh': `#!/bin/sh\necho "$0" >> ${root}/sprung\ncat\n`, 'a.js': 'changed tkn' });
  execFileSync('chmod', ['755', join(root, 'trap.sh')]);
  mkdirSync(join(root, 'hooks'));
  symlinkSync('../trap.sh', join(root, 'hooks/post-index-change'));
  const trap = join(root, 'trap.sh');
  const programs = ['core.fsmonitor', 'core.pager', 'pager.grep', 'core.sshCommand', 'core.editor', 'diff.external'];
  const filters = [
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'diff.evil.textconv',
    'diff.evil.command',
  ];
  for (const key of [...programs, ...filters, 'alias.grep', 'core.alternateRefsCommand'])
    git(root, 'config', key, `${trap}`);
  git(root, 'config', 'core.hooksPath', join(root, 'hooks'));
  for (const [key, value] of [
    ['color.ui', 'always'],
    ['grep.fullName', 'true'],
    ['grep.patternType', 'basic'],
    ['grep.lineNumber', 'true'],
    ['grep.column', 'true'],
    ['core.quotePath', 'true'],
  ])
    git(root, 'config', key!, value!);
  expect(await compare(root)).toBe(true);
  expect(() => execFileSync('cat', [join(root, 'sprung')], { stdio: 'pipe' })).toThrow();
});

test('the patterns find every mark', () => {
  const patterns = MARK_PATTERNS.map((pattern) =>
    pattern.startsWith('(?i)')
      ? new RegExp(pattern.slice(4), 'i')
      : pattern.startsWith('(?s)')
        ? null
        : new RegExp(pattern),
  );
  for (const { text, ignoreCase } of MARKS)
    for (const form of ignoreCase ? [text, text.toUpperCase()] : [text])
      expect(
        patterns.some((pattern) => pattern?.test(form)),
        form,
      ).toBe(true);
});
