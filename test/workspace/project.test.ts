import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/workspace/index.js';
import { type Files, tempTree } from './temp-tree.js';

const facts = (files: Files, sources: string[], manifests: string[] = []) =>
  openWorkspace(tempTree(files)).facts(sources, manifests);

test('takes every manifest above a source, and no other', () => {
  const files = {
    'package.json': 'top',
    'a/package.json': '\uFEFFa',
    'a/b/c/package.json': 'c',
    'z/package.json': 'z',
    'y/package.json': 'y',
  };
  expect(facts(files, ['a/b/c/x.js', 'a/y.js'], ['y/package.json'])).toEqual({
    manifests: { 'package.json': 'top', 'a/package.json': 'a', 'y/package.json': 'y', 'a/b/c/package.json': 'c' },
    lockFile: null,
  });
  expect(facts(files, [])).toEqual({ manifests: {}, lockFile: null });
});

test('leaves out what is not text, a link, too large or in node_modules', () => {
  const root = tempTree({
    'a/package.json': Buffer.from('{"n":"caf\u00e9"}', 'latin1'),
    'b/package.json': ' '.repeat(1024 * 1024 + 1),
    'd/package.json/x': '',
    'node_modules/p/package.json': '{}',
    'real.json': '{}',
  });
  symlinkSync('real.json', join(root, 'package.json'));
  const sources = ['a/x.js', 'b/x.js', 'd/x.js', 'node_modules/p/x.js'];
  expect(openWorkspace(root).facts(sources).manifests).toEqual({});
});

test.each([
  [{ 'package-lock.json': '', 'yarn.lock': '' }, 'package-lock.json'],
  [{ 'npm-shrinkwrap.json': '', 'package-lock.json': '' }, 'npm-shrinkwrap.json'],
  [{ 'pnpm-lock.yaml': '' }, 'pnpm-lock.yaml'],
  [{ 'yarn.lock': '' }, 'yarn.lock'],
  [{ 'bun.lock': '' }, 'bun.lock'],
  [{ 'bun.lockb': '' }, 'bun.lock'],
  [{ 'yarn.lock': '', 'a/package-lock.json': '' }, 'yarn.lock'],
  [{ 'a/package-lock.json': '' }, 'package-lock.json'],
  [{ 'other/package-lock.json': '' }, null],
])('lock file of %j', (locks: Files, lockFile) => {
  expect(facts({ 'a/package.json': '{}', ...locks }, ['a/x.js']).lockFile).toBe(lockFile);
});
