/** Findings that were accepted for now: what the file holds, what it hides, and when it is out of date. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, put, tempTree } from '../../workspace/temp-tree.js';
import {
  BAN,
  cfv1,
  EMAIL,
  ENDPOINT,
  findings,
  KEY,
  MINIFY,
  OLDER,
  PURGE,
  read,
  repository,
  UNKNOWN,
  WITH_KEY,
} from './real-run.js';

const CLEAN = 'module.exports = 1;\n';
const FILE = '--baseline debt.json';

async function accepted(files: Readonly<Record<string, string>>): Promise<string> {
  const root = repository(files);
  expect((await cfv1(root, `lint ${FILE} --update-baseline`)).code).toBe(0);
  return root;
}

describe('migrate --baseline', () => {
  it('reports what it does not hold, and the way that the debt has gone', async () => {
    const root = await accepted({ 'a.js': PURGE, 'b.js': MINIFY });
    put(root, { 'c.js': UNKNOWN });
    const { code, stdout } = await cfv1(root, `migrate ${FILE} --format json`);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings.map(({ file }: { file: string }) => file)).toEqual(['c.js']);
    const written = await cfv1(root, `migrate ${FILE} --write --allow-dirty --format markdown`);
    expect(read(root, 'a.js')).toContain('cache.purge');
    expect(written.stdout).toMatch(/baseline/i);
    expect(written.stderr).toContain('1 finding of debt.json is gone');
  });
});

describe('lint --update-baseline', () => {
  it('writes what is found: rule, file, fingerprint and count, a line each, sorted, no lines and no secrets', async () => {
    const root = repository({ 'b.js': WITH_KEY, 'a.js': `${MINIFY}\n${MINIFY.replace(/^.*\n/, '')}` });
    expect(await cfv1(root, `lint ${FILE} --update-baseline`)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'cfv1: debt.json holds 4 findings now\n0 errors, 0 warnings in 0 of 2 files\n',
    });
    const text = read(root, 'debt.json');
    expect(text).toMatch(/^\{\n {2}"baselineVersion": 1,\n {2}"findings": \[\n(?: {4}\{.*\},?\n)+ {2}\]\n\}\n$/);
    const entries = JSON.parse(text).findings;
    expect(entries).toEqual([
      { rule: 'removed-action', file: 'a.js', fingerprint: expect.stringMatching(/^[0-9a-f]{24}$/), count: 2 },
      { rule: 'hardcoded-credential', file: 'b.js', fingerprint: expect.stringMatching(/^[0-9a-f]{24}$/), count: 1 },
      { rule: 'v1-call', file: 'b.js', fingerprint: expect.stringMatching(/^[0-9a-f]{24}$/), count: 1 },
    ]);
    for (const secret of [KEY, EMAIL, 'example.com']) expect(text).not.toContain(secret);
    expect(await cfv1(root, `lint ${FILE}`)).toMatchObject({ code: 0, stdout: '' });
    expect(readdirSync(root).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('of some files or rules keeps what the file holds of others', async () => {
    const root = await accepted({ 'a.js': PURGE, 'b.js': MINIFY });
    put(root, { 'a.js': BAN, 'c.js': OLDER });
    await cfv1(root, `lint ${FILE} --update-baseline a.js`);
    expect(await findings(root, `lint ${FILE}`)).toMatchObject({ code: 1, found: [{ file: 'c.js' }] });
    await cfv1(root, `lint ${FILE} --update-baseline --only hardcoded-credential`);
    expect(await findings(root, `lint ${FILE}`)).toMatchObject({ code: 1, found: [{ file: 'c.js' }] });
    await cfv1(root, `lint ${FILE} --update-baseline`);
    expect((await cfv1(root, `lint ${FILE}`)).code).toBe(0);
  });

  it('is not written by a run that is incomplete, nor without a file, nor of single actions or lines', async () => {
    const root = repository({ 'a.js': PURGE });
    for (const [line, says] of [
      ['--update-baseline', 'needs --baseline FILE'],
      ['--prune-baseline', 'needs --baseline FILE'],
      [`${FILE} --update-baseline --action ban`, 'leave out --action'],
      [`${FILE} --prune-baseline --staged --new-only`, 'leave out --new-only'],
      [`${FILE} --update-baseline --prune-baseline`, 'leave out --prune-baseline'],
      ['--baseline none/debt.json --update-baseline', 'cannot be'],
    ]) {
      const { code, stderr } = await cfv1(root, `lint ${line}`);
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says!) });
    }
    expect(readdirSync(root).sort()).toEqual(['.git', 'a.js']);
  });
});

describe.each(['lint', 'ci'])('%s --baseline', (command) => {
  it('reports what is not in it, also where there is one more of a kind', async () => {
    const root = await accepted({ 'a.js': PURGE, 'b.js': MINIFY });
    put(root, { 'a.js': `${PURGE}\n${PURGE.replace(/^.*\n/, '')}`, 'c.js': BAN });
    const { code, found } = await findings(root, `${command} ${FILE}`);
    expect(code).toBe(1);
    expect(found.map(({ file, range }) => `${file}:${range.start.line}`)).toEqual(['a.js:8', 'c.js:3']);
    const { stdout } = await cfv1(root, `${command} ${FILE} --format json`);
    expect(JSON.parse(stdout).summary.suppressed).toEqual({ comments: 0, baseline: 2 });
  });

  it('holds while code moves, is formatted, and keys and strings change', async () => {
    const root = await accepted({ 'a.js': WITH_KEY, 'b.js': OLDER });
    const moved = WITH_KEY.replaceAll(', ', ',\n    ')
      .replace('{ url: ', '{\n  url:\n ')
      .replace(' } }', ', }, }')
      .replace(KEY, KEY.replaceAll('c', 'f'))
      .replace(EMAIL, "don\\'t");
    put(root, {
      'a.js': `// don't look\n\nsetup();\n${moved.replace('var request', '/* it\u2019s */ var request')}`,
      'b.js': OLDER.replace('console.log(err);', "if (err) throw new Error('it failed: ' + err);"),
    });
    expect(await cfv1(root, `${command} ${FILE}`)).toMatchObject({ code: 0, stdout: '' });
  });

  it('another action in the same shape is another finding', async () => {
    const root = await accepted({ 'a.js': PURGE });
    put(root, { 'a.js': PURGE.replace('fpurge_ts', 'devmode') });
    expect((await findings(root, `${command} ${FILE}`)).found).toMatchObject([{ action: 'devmode' }]);
  });

  it('is named by the configuration, from its folder', async () => {
    const root = repository({ 'a.js': PURGE, 'sub/b.js': MINIFY, 'cfv1.jsonc': '{ "baseline": "debt.json" }' });
    await cfv1(root, 'lint --update-baseline');
    expect((await cfv1(join(root, 'sub'), command)).code).toBe(0);
    expect((await cfv1(join(root, 'sub'), `${command} --baseline none.json`)).stderr).toBe(
      'cfv1: --baseline none.json: no such file; cfv1 lint --update-baseline writes it\n',
    );
  });

  it('what it holds and is found no more: a note in lint, a failure in ci; others say nothing of it', async () => {
    const root = await accepted({ 'a.js': PURGE, 'b.js': MINIFY });
    put(root, { 'a.js': CLEAN });
    const { code, stderr } = await cfv1(root, `${command} ${FILE}`);
    expect(code).toBe(command === 'ci' ? 1 : 0);
    expect(stderr).toContain('cfv1: 1 finding of debt.json is gone; cfv1 lint --prune-baseline takes what is gone out');
    for (const some of ['b.js', '--staged', '--since HEAD~0 b.js', '--only removed-action'])
      expect(await cfv1(root, `${command} ${FILE} ${some}`)).toMatchObject({
        code: 0,
        stderr: expect.not.stringContaining('gone'),
      });
    git(root, 'rm', '-q', '-f', 'b.js');
    expect((await cfv1(root, `${command} ${FILE}`)).stderr).toContain('2 findings of debt.json are gone');
  });

  it('that is not one is exit code 2 and one line', async () => {
    const root = repository({ 'a.js': PURGE });
    mkdirSync(join(root, 'folder'));
    for (const [text, says] of [
      ['{', 'is not JSON'],
      ['{\n<<<<<<< HEAD\n', 'holds conflicts of a merge'],
      ['[]', 'is no baseline of cfv1'],
      ['{ "baselineVersion": 2, "findings": [] }', 'is of version 2, and this cfv1 reads 1'],
      ['{ "baselineVersion": 1 }', 'holds no list of findings'],
      [
        '{ "baselineVersion": 1, "findings": [{ "rule": "no", "file": "a", "fingerprint": "", "count": 1 }] }',
        'its finding 1',
      ],
    ]) {
      put(root, { 'debt.json': text! });
      const { code, stdout, stderr } = await cfv1(root, `${command} ${FILE}`);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^cfv1: --baseline debt\.json: .*\n$/);
      expect(stderr).toContain(says);
    }
    expect((await cfv1(root, `${command} --baseline folder`)).stderr).toMatch(/cannot be read \(EISDIR\)/);
  });
});

describe('lint --prune-baseline', () => {
  it('takes out what is gone and adds nothing', async () => {
    const root = await accepted({ 'a.js': `${PURGE}\n${PURGE.replace(/^.*\n/, '')}`, 'b.js': MINIFY });
    put(root, { 'a.js': PURGE, 'b.js': CLEAN, 'c.js': BAN });
    const { code, stderr } = await cfv1(root, `lint ${FILE} --prune-baseline`);
    expect(code).toBe(1);
    expect(stderr).toContain('cfv1: debt.json holds 1 finding now\n');
    expect(JSON.parse(read(root, 'debt.json')).findings).toMatchObject([{ file: 'a.js', count: 1 }]);
    expect((await findings(root, `ci ${FILE}`)).found).toMatchObject([{ file: 'c.js' }]);
  });

  it('follows what --fix changed', async () => {
    const root = await accepted({ 'a.js': PURGE, 'b.js': MINIFY });
    expect((await cfv1(root, `lint ${FILE} --fix --prune-baseline`)).code).toBe(0);
    expect(JSON.parse(read(root, 'debt.json')).findings).toMatchObject([{ file: 'b.js' }]);
  });
});

it('--new-only and --baseline hold together', async () => {
  const root = await accepted({ 'a.js': PURGE, 'b.js': CLEAN });
  put(root, { 'a.js': `${PURGE}exports.url = '${ENDPOINT}';\n`, 'b.js': MINIFY });
  git(root, 'add', '-A');
  const { found } = await findings(root, `lint ${FILE} --staged --new-only`);
  expect(found.map(({ file, rule }) => `${file} ${rule}`)).toEqual(['a.js v1-endpoint', 'b.js removed-action']);
});

it('a baseline outside git, in another folder', async () => {
  const root = tempTree({ 'a.js': PURGE });
  const elsewhere = tempTree({});
  await cfv1(root, ['lint', '--baseline', join(elsewhere, 'debt.json'), '--update-baseline']);
  expect((await cfv1(root, ['lint', '--baseline', join(elsewhere, 'debt.json')])).code).toBe(0);
});
