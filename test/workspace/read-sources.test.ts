import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type ListOptions,
  MAX_SOURCE_SIZE,
  openWorkspace,
  type Sources,
  sourceFromBytes,
} from '../../src/workspace/index.js';
import { type Files, git, put, tempRepository, tempTree } from './temp-tree.js';

const CALL = "request.post('https://www.cloudflare.com/api_json.html', { form: { a: 'stats', tkn: key } });\n";

function read(files: Files, maxSize?: number) {
  const root = tempTree(files);
  const { sources, problems, unmarked } = openWorkspace(root).read(Object.keys(files), { maxSize });
  return { sources, problems: problems.map(({ file, kind }) => `${file} ${kind}`), unmarked };
}

describe('read', () => {
  test('keeps files with a mark, in order, without their byte order mark and with their line ends', () => {
    expect(read({ 'b.js': `\uFEFF${CALL}`, 'a.js': 'nothing', 'c.js': 'tkn\r\n\n', 'empty.js': '' })).toEqual({
      sources: [
        { file: 'b.js', text: CALL },
        { file: 'c.js', text: 'tkn\r\n\n' },
      ],
      problems: [],
      unmarked: ['a.js', 'empty.js'],
    });
  });

  test('nothing of a longer file before shows in a shorter one after', () => {
    expect(read({ 'a.js': CALL, 'b.js': 'x', 'c.js': '' }).unmarked).toEqual(['b.js', 'c.js']);
  });

  test('files that are no UTF-8 are problems only with a mark', () => {
    const wide = Buffer.from(`\uFEFF${CALL}`, 'utf16le');
    const files = {
      'latin1.js': Buffer.from(`// caf\u00e9\n${CALL}`, 'latin1'),
      'wide.js': wide,
      'wide-be.js': Buffer.from(wide).swap16(),
      'wide-no-bom.js': wide.subarray(2),
      'nul.js': `"\0"${CALL}`,
      'other-latin1.js': Buffer.from('// caf\u00e9', 'latin1'),
      'other-wide.js': Buffer.from('\uFEFFvar a;', 'utf16le'),
      'other-nul.js': '"\0"',
    };
    expect(read(files)).toEqual({
      sources: [],
      problems: ['latin1.js not-utf-8', 'wide.js utf-16', 'wide-be.js utf-16', 'wide-no-bom.js utf-16', 'nul.js nul'],
      unmarked: ['other-latin1.js', 'other-wide.js', 'other-nul.js'],
    });
  });

  test('the size limit counts bytes, and is 1 MiB', () => {
    const line = '// some text that is no code at all\n';
    const filler = (size: number) => line.repeat(Math.ceil(size / line.length)).slice(0, size);
    const files = {
      'fits.js': CALL + filler(MAX_SOURCE_SIZE - CALL.length),
      'large.js': CALL + filler(MAX_SOURCE_SIZE - CALL.length + 1),
      'mark-at-end.js': filler(3 * MAX_SOURCE_SIZE) + CALL,
      'mark-across.js': filler(MAX_SOURCE_SIZE - 60) + CALL,
      'wide.js': Buffer.from(filler(MAX_SOURCE_SIZE) + CALL, 'utf16le'),
      'other.js': filler(3 * MAX_SOURCE_SIZE),
      'ci-info.js': `{name:"Cloudflare Pages"}${filler(MAX_SOURCE_SIZE)}`,
    };
    const { sources, problems, unmarked } = read(files);
    expect(MAX_SOURCE_SIZE).toBe(1024 * 1024);
    expect(sources.map(({ file }) => file)).toEqual(['fits.js']);
    expect(problems).toEqual([
      'large.js too-large',
      'mark-at-end.js too-large',
      'mark-across.js too-large',
      'wide.js too-large',
    ]);
    expect(unmarked).toEqual(['other.js', 'ci-info.js']);
    expect(read({ 'a.js': CALL }, 20).problems).toEqual(['a.js too-large']);
  });

  test('minified files are problems only if they speak v1', () => {
    const bundle = 'function a(b,c){return b?c(b):{d:1,e:[2,3]}};'.repeat(300);
    const data = `var image = "${'QUJDREVGtkn0'.repeat(1000)}";\n`;
    expect(
      read({
        'bundle.js': bundle + CALL,
        'x.min.js': CALL,
        'x-min.mjs': CALL,
        'other.js': `${bundle}"Cloudflare Pages"`,
        'data.js': data + CALL,
        'mint.js': CALL,
      }),
    ).toMatchObject({
      sources: [{ file: 'data.js' }, { file: 'mint.js' }],
      problems: ['bundle.js minified', 'x.min.js minified', 'x-min.mjs minified'],
      unmarked: ['other.js'],
    });
  });

  test('what vanished or became a link or a folder since it was listed is left out; a pipe does not block', () => {
    const root = tempTree({ 'a.js': CALL, 'folder.js/x': '' });
    symlinkSync('a.js', join(root, 'link.js'));
    execFileSync('mkfifo', [join(root, 'pipe.js')]);
    const files = ['gone.js', 'link.js', 'folder.js', 'pipe.js', 'a.js', 'a.js/b.js'];
    expect(openWorkspace(root).read(files)).toEqual({
      sources: [{ file: 'a.js', text: CALL }],
      problems: [],
      unmarked: ['pipe.js'],
    });
  });

  test('a file that cannot be read is a problem', () => {
    const long = `${'x'.repeat(300)}.js`;
    expect(openWorkspace(tempTree()).read([long]).problems).toEqual([
      { file: long, kind: 'unreadable', message: 'the file cannot be read: ENAMETOOLONG' },
    ]);
  });
});

test('sourceFromBytes tells the same apart', () => {
  expect(sourceFromBytes('a.js', Buffer.from(`\uFEFF${CALL}`))).toEqual({ file: 'a.js', text: CALL });
  expect(sourceFromBytes('a.js', Buffer.from('x'))).toBeNull();
  expect(sourceFromBytes('a.js', Buffer.from(CALL), { maxSize: 10 })).toMatchObject({ kind: 'too-large' });
  expect(sourceFromBytes('a.js', Buffer.from('much too long'), { maxSize: 10 })).toBeNull();
});

/** What is staged, read. */
function readStaged(folder: string, options?: ListOptions): Sources | undefined {
  const staged = openWorkspace(folder).staged();
  return staged?.read(staged.list([], options).files);
}

describe('staged', () => {
  test('reads the index and not the work tree', () => {
    const root = tempRepository({ 'bad.js': '', 'good.js': '', 'same.js': CALL, 'gone.js': CALL });
    put(root, {
      'bad.js': CALL,
      'sp ünï.js': CALL,
      '-new.js': CALL,
      'min.min.js': CALL,
      'plain.js': 'x',
      'text.x': CALL,
      'node_modules/m.js': CALL,
      '.cfv1ignore': 'ignored.js',
      'ignored.js': CALL,
    });
    rmSync(join(root, 'gone.js'));
    symlinkSync('bad.js', join(root, 'link.js'));
    git(root, 'add', '-A', '-f');
    put(root, { 'bad.js': 'clean again', 'good.js': CALL });
    expect(readStaged(root)).toMatchObject({
      sources: [
        { file: '-new.js', text: CALL },
        { file: 'bad.js', text: CALL },
        { file: 'sp ünï.js', text: CALL },
      ],
      problems: [{ file: 'min.min.js', kind: 'minified' }],
      unmarked: ['plain.js'],
    });
    expect(readStaged(root, { noIgnore: true })?.sources).toHaveLength(4);
  });

  test('before the first commit, from a sub-folder, with nothing staged, and outside git', () => {
    const root = tempTree({ 'a.js': CALL, 'sub/b.js': CALL });
    expect(openWorkspace(root).staged()).toBeNull();
    git(root, 'init', '-q');
    expect(readStaged(root)).toMatchObject({ sources: [], problems: [], unmarked: [] });
    git(root, 'add', '-A');
    expect(readStaged(root)?.sources.map(({ file }) => file)).toEqual(['a.js', 'sub/b.js']);
    expect(readStaged(join(root, 'sub'))?.sources.map(({ file }) => file)).toEqual(['sub/b.js']);
  });
});
