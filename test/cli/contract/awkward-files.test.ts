/** Files that tools of this kind break: each is migrated to the byte, or left alone and told. */
import { chmodSync, lchownSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, put, tempTree } from '../../workspace/temp-tree.js';
import { cfv1, ENDPOINT, findings, PURGE, read, repository } from './real-run.js';

const BEFORE = '#!/usr/bin/env node\n';
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** Runs as a user whose rights files can deny. */
async function denied<T>(root: string, work: () => Promise<T>): Promise<T> {
  if (!isRoot) return work();
  for (const path of [
    dirname(root),
    root,
    ...readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)),
  ])
    lchownSync(path, NOBODY, NOBODY);
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

/** What `a.js` becomes. */
async function written(text: string | Uint8Array): Promise<string> {
  const root = repository({ 'a.js': text });
  expect((await cfv1(root, 'migrate --write')).code).toBe(0);
  return read(root, 'a.js');
}

describe('what there is to read', () => {
  it.each(['', 'x', 'xy'])('a file of %j', async (text) => {
    const run = await cfv1(repository({ 'a.js': text, 'b.js': text }), 'ci');
    expect(run.code).toBe(0);
    expect(run.stderr).not.toContain('cannot be read');
  });
});

describe('what is no JavaScript', () => {
  const template = (code: string) => `<% if (on) { %>\n${code}\n<% } %>\n`;

  it.each([
    ['an address of a library', "load('https://cdnjs.cloudflare.com/ajax/libs/jquery/1.0/jquery.js');", []],
    ['the SDK', "import Cloudflare from 'cloudflare';", []],
    ['a request of v1', PURGE, ['parse-error']],
  ])('a template with %s', async (_name, code, rules) => {
    const manifest = JSON.stringify({ dependencies: { cloudflare: '^7.0.0' } });
    const { found } = await findings(repository({ 'page.js': template(code), 'package.json': manifest }), 'lint');
    expect(found.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('what is kept', () => {
  it('CRLF: every line, old and new, ends in it', async () => {
    const text = await written(PURGE.replaceAll('\n', '\r\n'));
    expect(text).toContain('cloudflare.cache.purge');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toBe((await written(PURGE)).replaceAll('\n', '\r\n'));
  });

  it('mixed line ends: those of lines that stay', async () => {
    const text = await written(`run(1);\r\n${PURGE}run(2);\nrun(3);\r\n`);
    expect(text).toContain('\nrun(1);\r\n');
    expect(text).toContain('run(2);\nrun(3);\r\n');
    expect(text.match(/\r/g)).toHaveLength(2);
  });

  it('a byte order mark', async () => {
    expect(await written(`\uFEFF${PURGE}`)).toBe(`\uFEFF${await written(PURGE)}`);
  });

  it('a shebang, first in the file', async () => {
    expect(await written(BEFORE + PURGE)).toBe(BEFORE + (await written(PURGE)));
  });

  it('tabs', async () => {
    const text = await written(PURGE.replaceAll('  ', '\t'));
    expect(text).toContain('\n\t.then(');
    expect(text).not.toMatch(/^ /m);
  });

  it('a missing last line break', async () => {
    expect(await written(`${PURGE}done();`)).toMatch(/\ndone\(\);(?:\n\n\/\*\*|$)/);
    const root = repository({ 'a.js': `${PURGE}done();` });
    await cfv1(root, 'migrate --write --helpers lib/cf.js');
    expect(read(root, 'a.js')).toMatch(/\ndone\(\);$/);
  });

  it.skipIf(process.platform === 'win32')('the mode of the file', async () => {
    const root = repository({ 'a.js': BEFORE + PURGE });
    chmodSync(join(root, 'a.js'), 0o755);
    await cfv1(root, 'migrate --write --allow-dirty');
    expect(read(root, 'a.js')).toContain('cloudflare.cache.purge');
    expect(statSync(join(root, 'a.js')).mode & 0o777).toBe(0o755);
  });

  it('what stands beside it: characters of two units, of icon fonts, U+2028, form feeds, strings over two lines', async () => {
    const odd = 'var odd = ["a\u2028b \u{1F980} \u000c \uE000", `\uE000\r\n  x\n`, "a\\\n    b"];\n';
    expect(await written(odd + PURGE)).toContain(odd);
  });

  it('an empty file, and one that holds a byte order mark alone', async () => {
    const root = repository({ 'a.js': '', 'b.js': '\uFEFF' });
    expect(await cfv1(root, 'migrate --write')).toMatchObject({ code: 0, stdout: '' });
    expect(git(root, 'status', '--porcelain')).toBe('');
  });
});

describe('what is told and left alone', () => {
  const CASES: Readonly<Record<string, readonly [Uint8Array, string]>> = {
    'Latin-1': [Buffer.from(`// caf\u00e9\n${PURGE}`, 'latin1'), 'not valid UTF-8'],
    'UTF-16, with a mark': [Buffer.from(`\uFEFF${PURGE}`, 'utf16le'), 'UTF-16'],
    'UTF-16, without one': [Buffer.from(PURGE, 'utf16le'), 'UTF-16'],
    binary: [Buffer.from(`\u0000\u0001\u0002${PURGE}`), 'NUL bytes'],
    'too large': [Buffer.from(PURGE + 'run(1);\n'.repeat(150_000)), 'larger than 1048576 bytes'],
    minified: [Buffer.from(`var a=1;${PURGE.replaceAll('\n', '')}${'f(1,2);'.repeat(9000)}`), 'minified'],
  };

  it.each(Object.entries(CASES))('%s', async (_name, [bytes, says]) => {
    const root = repository({ 'a.js': bytes, 'b.js': PURGE });
    const { code, found } = await findings(root, 'lint');
    expect(code).toBe(1);
    expect(found).toMatchObject([
      { file: 'a.js', rule: 'not-analysed', severity: 'error', applicability: 'manual' },
      { file: 'b.js', rule: 'v1-call' },
    ]);
    expect(found[0]?.message).toContain(says);
    expect((await cfv1(root, 'migrate --write')).code).toBe(1);
    expect(readFileSync(join(root, 'a.js')).equals(bytes)).toBe(true);
    expect(read(root, 'b.js')).toContain('cloudflare.cache.purge');
  });

  it('the same files without a mark of v1 are no finding', async () => {
    const large = Buffer.from('run(1);\n'.repeat(150_000));
    const root = repository({ 'a.js': Buffer.from('caf\u00e9', 'latin1'), 'b.js': large, 'c.js': Buffer.from([0, 1]) });
    expect(await cfv1(root, 'lint')).toMatchObject({ code: 0, stdout: '' });
  });

  it('5,000 brackets in one another', async () => {
    const root = repository({ 'deep.js': `'${ENDPOINT}';\n${'['.repeat(5000)}${']'.repeat(5000)}`, 'b.js': PURGE });
    const { code, found } = await findings(root, 'lint');
    expect(code).toBe(1);
    expect(found.map(({ file }) => file)).toContain('deep.js');
    expect(found).toContainEqual(expect.objectContaining({ file: 'b.js', rule: 'v1-call' }));
  });

  it('a sum of 20,000 terms', async () => {
    const root = repository({ 'sum.js': `${PURGE}var n = ${'a + '.repeat(20_000)}a;\n`, 'b.js': PURGE });
    const { code, found } = await findings(root, 'lint');
    expect(code).toBe(1);
    expect(found).toMatchObject([
      { file: 'b.js', rule: 'v1-call' },
      { file: 'sum.js', rule: 'parse-error', message: expect.stringContaining('nested too deeply') },
    ]);
  });
});

describe('links', () => {
  it('that lead out of the root are not followed, in listings and by name', async () => {
    const outside = tempTree({ 'out.js': PURGE });
    const root = repository({ 'a.js': PURGE });
    symlinkSync(join(outside, 'out.js'), join(root, 'link.js'));
    symlinkSync(outside, join(root, 'folder'));
    git(root, 'add', '-A');
    git(root, 'commit', '-qm', 'links');
    expect((await findings(root, 'lint')).found.map(({ file }) => file)).toEqual(['a.js']);
    expect(await findings(root, 'lint link.js')).toEqual({ code: 0, found: [] });
    await cfv1(root, 'migrate --write');
    await cfv1(root, 'migrate --write --no-ignore --allow-dirty .');
    expect(read(outside, 'out.js')).toBe(PURGE);
  });

  it('that lead to themselves or upwards end', async () => {
    const root = repository({ 'a.js': PURGE });
    symlinkSync('.', join(root, 'loop'));
    symlinkSync('self.js', join(root, 'self.js'));
    const { found } = await findings(root, 'lint --no-ignore');
    expect(found.map(({ file }) => file)).toEqual(['a.js']);
  });

  it('that lead to a file inside are that file, once', async () => {
    const root = repository({ 'src/a.js': PURGE });
    symlinkSync('src/a.js', join(root, 'b.js'));
    expect((await findings(root, 'lint')).found.map(({ file }) => file)).toEqual(['src/a.js']);
  });

  it('hard links: the file is told, and neither name is torn from the other', async () => {
    const root = repository({ 'a.js': PURGE });
    const other = join(tempTree(), 'other.js');
    linkSync(join(root, 'a.js'), other);
    const { code } = await cfv1(root, 'migrate --write');
    if (code === 2) expect(read(root, 'a.js')).toBe(PURGE);
    else expect(statSync(other).ino).toBe(statSync(join(root, 'a.js')).ino);
    expect(readFileSync(other, 'utf8')).toBe(read(root, 'a.js'));
  });
});

describe.skipIf(process.platform === 'win32')('what may not be read or written', () => {
  it('an unreadable file makes the run incomplete, and the others are told', async () => {
    const root = repository({ 'a.js': PURGE, 'b.js': PURGE });
    chmodSync(join(root, 'b.js'), 0);
    const { code, stdout, stderr } = await denied(root, () => cfv1(root, 'lint'));
    expect(code).toBe(2);
    expect(stdout).toContain('a.js:3:1');
    expect(stderr).toContain('cfv1: b.js: the file cannot be read: EACCES');
  });

  it('a folder that may not be written: nothing is, exit code 2', async () => {
    const root = repository({ 'src/a.js': PURGE, 'b.js': PURGE });
    chmodSync(join(root, 'src'), 0o555);
    const { code, stderr } = await denied(root, () => cfv1(root, 'migrate --write'));
    expect(code).toBe(2);
    expect(stderr).toContain('src/a.js');
    expect(readdirSync(join(root, 'src'))).toEqual(['a.js']);
    expect([read(root, 'src/a.js'), read(root, 'b.js')]).toEqual([PURGE, PURGE]);
  });
});

it('names with spaces, quotes, brackets, leading dashes and letters of other scripts', async () => {
  const names = ['a b.js', "it's.js", '[x].js', '-f.js', 'caf\u00e9.js', 'z\u0301/\u{1F980}.js'];
  const root = repository(Object.fromEntries(names.map((name) => [name, PURGE])));
  mkdirSync(join(root, 'empty'));
  expect(new Set((await findings(root, 'lint')).found.map(({ file }) => file))).toEqual(new Set(names));
  expect((await cfv1(root, 'migrate --write')).code).toBe(0);
  for (const name of names) expect(read(root, name)).toContain('cloudflare.cache.purge');
  put(root, { '-f.js': PURGE });
  expect((await cfv1(root, ['lint', '--', '-f.js'])).stdout).toContain('-f.js:3:1');
});
