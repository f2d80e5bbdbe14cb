import * as nodeFs from 'node:fs';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace, writeAll, writeFile } from '../../src/workspace/index.js';
import { namesIn, put, tempRepository, tempTree } from './temp-tree.js';

const change = (file: string, before: string, after: string) => ({ file, before, after });
const bytesOf = (root: string, file: string) => readFileSync(join(root, file)).toString('latin1');
const modeOf = (root: string, file: string) => statSync(join(root, file)).mode & 0o7777;
const fullDisk = () => {
  throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
};

describe('writeFile keeps', () => {
  test.each([
    ['LF', 'a;\nb;\n'],
    ['CRLF', 'a;\r\nb;\r\n'],
    ['mixed line ends', 'a;\r\nb;\nc;\r\n'],
    ['no final newline', 'a;\nb;'],
    ['U+2028', 'a;\n`\u2028`;\n'],
    ['a byte order mark', '\uFEFFa;\nb;\n'],
    ['a byte order mark and CRLF', '\uFEFFa;\r\nb;'],
  ])('%s', (_, content) => {
    const root = tempTree({ 'x.js': content });
    const text = content.replace('\uFEFF', '');
    expect(writeFile(root, change('x.js', text, text.replace('b', 'changed')))).toBeNull();
    expect(readFileSync(join(root, 'x.js'), 'utf8')).toBe(content.replace('b', 'changed'));
    expect(namesIn(root)).toEqual(['x.js']);
  });

  test.each([0o755, 0o644, 0o600, 0o666, 0o4755])('mode %o', (mode) => {
    const root = tempTree({ 'x.js': 'old' });
    chmodSync(join(root, 'x.js'), mode);
    expect(writeFile(root, change('x.js', 'old', 'new'))).toBeNull();
    expect(modeOf(root, 'x.js')).toBe(mode);
  });

  test.runIf(process.getuid?.() === 0)('the owner', () => {
    const root = tempTree({ 'x.js': 'old' });
    nodeFs.chownSync(join(root, 'x.js'), 1234, 4321);
    chmodSync(join(root, 'x.js'), 0o4755);
    expect(writeFile(root, change('x.js', 'old', 'new'))).toBeNull();
    expect(statSync(join(root, 'x.js'))).toMatchObject({ uid: 1234, gid: 4321 });
    expect(modeOf(root, 'x.js')).toBe(0o4755);
  });

  test('all names of a file with hard links', () => {
    const root = tempTree({ 'x.js': 'much longer than before' });
    linkSync(join(root, 'x.js'), join(root, 'y.js'));
    expect(writeFile(root, change('x.js', 'much longer than before', 'short'))).toBeNull();
    expect([bytesOf(root, 'x.js'), bytesOf(root, 'y.js')]).toEqual(['short', 'short']);
    expect(writeFile(root, change('y.js', 'short', 'long again, longer'))).toBeNull();
    expect([bytesOf(root, 'x.js'), bytesOf(root, 'y.js')]).toEqual(['long again, longer', 'long again, longer']);
    expect(statSync(join(root, 'x.js')).ino).toBe(statSync(join(root, 'y.js')).ino);
    expect(namesIn(root)).toEqual(['x.js', 'y.js']);
  });
});

describe('writeFile', () => {
  test.each([
    '-rf.js',
    'a b/c d.js',
    'ünï/cödé.js',
    '..x.js',
    'a/..b/c.js',
    '(x)[y]*.js',
  ])('takes the name %s', (file) => {
    const root = tempTree({ [file]: 'old' }, 'a dir with ünïcode');
    expect(writeFile(root, change(file, 'old', 'new'))).toBeNull();
    expect(bytesOf(root, file)).toBe('new');
  });

  test('makes an empty file of one, and one of an empty file', () => {
    const root = tempTree({ 'x.js': 'old', 'y.js': '', 'z.js': '\uFEFF' });
    expect(writeFile(root, change('x.js', 'old', ''))).toBeNull();
    expect(writeFile(root, change('y.js', '', 'new'))).toBeNull();
    expect(writeFile(root, change('z.js', '', 'new'))).toBeNull();
    expect([bytesOf(root, 'x.js'), bytesOf(root, 'y.js'), readFileSync(join(root, 'z.js'), 'utf8')]).toEqual([
      '',
      'new',
      '\uFEFFnew',
    ]);
  });

  test('makes a new file and its folders, with the usual mode', () => {
    const root = tempTree({ 'usual.js': '' });
    expect(writeFile(root, change('lib/deep/helpers.js', '', 'new'))).toBeNull();
    expect(bytesOf(root, 'lib/deep/helpers.js')).toBe('new');
    expect(modeOf(root, 'lib/deep/helpers.js')).toBe(modeOf(root, 'usual.js'));
    expect(namesIn(join(root, 'lib'))).toEqual(['deep', 'deep/helpers.js']);
  });

  test('removes temporary files of killed runs, not of running ones nor of others', () => {
    const running = `.cfv1-${process.pid}-0123456789ab.tmp`;
    const root = tempTree({
      'x.js': 'old',
      '.cfv1-999999999-0123456789ab.tmp': '',
      [running]: '',
      '.cfv1-notes.tmp': '',
    });
    expect(writeFile(root, change('x.js', 'old', 'new'))).toBeNull();
    expect(namesIn(root)).toEqual([running, '.cfv1-notes.tmp', 'x.js'].sort());
  });
});

describe('writeFile refuses', () => {
  test('a read-only file, whoever asks', () => {
    const root = tempTree({ 'x.js': 'old' });
    chmodSync(join(root, 'x.js'), 0o444);
    expect(writeFile(root, change('x.js', 'old', 'new'))).toEqual({
      file: 'x.js',
      kind: 'read-only',
      message: 'the file is read-only',
    });
    expect(bytesOf(root, 'x.js')).toBe('old');
    expect(modeOf(root, 'x.js')).toBe(0o444);
  });

  test.each([
    ['other text', 'other'],
    ['the same length', 'olD'],
    ['no UTF-8', Buffer.from([0xe9])],
    ['UTF-16', Buffer.from('old', 'utf16le')],
    ['nothing', ''],
  ])('a file that holds %s now', (_, content) => {
    const root = tempTree({ 'x.js': content });
    expect(writeFile(root, change('x.js', 'old', 'new'))).toMatchObject({ kind: 'changed' });
    expect(readFileSync(join(root, 'x.js')).equals(Buffer.from(content))).toBe(true);
    expect(namesIn(root)).toEqual(['x.js']);
  });

  test('a new file where there is one', () => {
    const root = tempTree({ 'x.js': 'mine' });
    expect(writeFile(root, change('x.js', '', 'new'))).toMatchObject({ kind: 'changed' });
    expect(bytesOf(root, 'x.js')).toBe('mine');
  });

  test('a file that is gone, a folder, a pipe', () => {
    const root = tempTree({ 'dir.js/x': '' });
    expect(writeFile(root, change('x.js', 'old', 'new'))).toMatchObject({ kind: 'missing' });
    expect(writeFile(root, change('gone/x.js', 'old', 'new'))).toMatchObject({ kind: 'missing' });
    expect(writeFile(root, change('dir.js', '', 'new'))).toMatchObject({ kind: 'not-a-file' });
    expect(writeFile(root, change('dir.js/x/y.js', '', 'new'))).toMatchObject({ kind: 'io' });
    expect(namesIn(root)).toEqual(['dir.js', 'dir.js/x']);
  });

  test('links, as the file or on the way to it', () => {
    const outside = tempTree({ 'x.js': 'old' });
    const root = tempTree({ 'real/x.js': 'old' });
    symlinkSync(join(outside, 'x.js'), join(root, 'out.js'));
    symlinkSync('real/x.js', join(root, 'in.js'));
    symlinkSync('nowhere', join(root, 'broken.js'));
    symlinkSync(outside, join(root, 'outdir'));
    symlinkSync('real', join(root, 'indir'));
    symlinkSync('nowhere', join(root, 'brokendir'));
    for (const file of ['out.js', 'in.js', 'outdir/x.js', 'indir/x.js']) {
      expect(writeFile(root, change(file, 'old', 'new'))).toMatchObject({ file, kind: 'link' });
    }
    for (const file of ['broken.js', 'outdir/new.js', 'outdir/sub/new.js', 'indir/new.js']) {
      expect(writeFile(root, change(file, '', 'new'))).toMatchObject({ file, kind: 'link' });
    }
    expect(writeFile(root, change('brokendir/new.js', '', 'new'))).toMatchObject({ kind: 'io' });
    expect(namesIn(outside)).toEqual(['x.js']);
    expect([bytesOf(outside, 'x.js'), bytesOf(root, 'real/x.js')]).toEqual(['old', 'old']);
    expect(lstatSync(join(root, 'in.js')).isSymbolicLink()).toBe(true);
  });

  test.each([
    '../x.js',
    '/x.js',
    'a/../x.js',
    './x.js',
    '',
    '.',
    '..',
    'a//x.js',
    'a/',
    'x\0.js',
  ])('the path %j', (file) => {
    const root = tempTree({ 'x.js': '' });
    expect(writeFile(root, change(file, '', 'new'))).toMatchObject({ kind: 'bad-path' });
    expect(namesIn(join(root, '..'))).toEqual(['tree', 'tree/x.js']);
  });

  test.each(['node_modules/p/x.js', 'a/node_modules/x.js', '.git/x.js', '.GIT/x.js'])('%s', (file) => {
    const root = tempTree({ [file]: 'old' });
    expect(writeFile(root, change(file, 'old', 'new'))).toMatchObject({ kind: 'off-limits' });
    expect(bytesOf(root, file)).toBe('old');
  });

  test('a text that UTF-8 cannot hold', () => {
    const root = tempTree({ 'x.js': 'old' });
    expect(writeFile(root, change('x.js', 'old', '\uD800'))).toMatchObject({ kind: 'encoding' });
    expect(bytesOf(root, 'x.js')).toBe('old');
  });
});

/** Each call of the writer that can fail, failing. */
const FAULTS: [string, Partial<typeof nodeFs>][] = [
  ['open', { openSync: fullDisk }],
  ['write', { writeSync: fullDisk }],
  ['write, after some bytes', { writeSync: halfThenFull() as typeof nodeFs.writeSync }],
  ['write, which takes nothing', { writeSync: (() => 0) as typeof nodeFs.writeSync }],
  ['truncate', { ftruncateSync: fullDisk }],
  ['sync', { fsyncSync: fullDisk }],
  ['close', { closeSync: closeThenFail }],
  ['size that is short', { fstatSync: (() => ({ size: 1 })) as unknown as typeof nodeFs.fstatSync }],
];

function halfThenFull() {
  let calls = 0;
  return (descriptor: number, bytes: Buffer, offset: number, _length: number, position: number) => {
    if (calls++ % 2 === 1) fullDisk();
    return nodeFs.writeSync(descriptor, bytes, offset, 1, position);
  };
}

function closeThenFail(descriptor: number): void {
  nodeFs.closeSync(descriptor);
  fullDisk();
}

describe('a failing disk leaves the old file and nothing else', () => {
  const withRename: typeof FAULTS = [...FAULTS, ['rename', { renameSync: fullDisk }]];

  test.each(withRename)('%s', (_, fault) => {
    const root = tempTree({ 'x.js': 'old' });
    const before = statSync(join(root, 'x.js'));
    expect(writeFile(root, change('x.js', 'old', 'new text'), { ...nodeFs, ...fault })).toMatchObject({ kind: 'io' });
    expect(bytesOf(root, 'x.js')).toBe('old');
    expect(statSync(join(root, 'x.js')).ino).toBe(before.ino);
    expect(namesIn(root)).toEqual(['x.js']);
  });

  test.each(withRename)('%s, of a new file', (_, fault) => {
    const root = tempTree({ 'x.js': 'old' });
    expect(writeFile(root, change('lib/deep/y.js', '', 'new'), { ...nodeFs, ...fault })).toMatchObject({ kind: 'io' });
    expect(namesIn(root)).toEqual(['x.js']);
  });

  test.each(FAULTS)('%s, of a file with hard links, in place', (_, fault) => {
    const root = tempTree({ 'x.js': 'old text' });
    linkSync(join(root, 'x.js'), join(root, 'y.js'));
    // the temporary file and the way back succeed, what lies between fails
    const [name, broken] = Object.entries(fault)[0] as ['closeSync', typeof nodeFs.closeSync];
    let opened = 0;
    const real = { ...nodeFs };
    const fs = {
      ...nodeFs,
      openSync: ((...args: Parameters<typeof nodeFs.openSync>) => {
        opened++;
        return (name as string) === 'openSync' && opened === 2 ? fullDisk() : nodeFs.openSync(...args);
      }) as typeof nodeFs.openSync,
    };
    if ((name as string) !== 'openSync') {
      fs[name] = ((...args: [number]) => (opened === 2 ? broken(...args) : real[name](...args))) as typeof broken;
    }
    expect(writeFile(root, change('x.js', 'old text', 'new and longer text'), fs)).toMatchObject({ kind: 'io' });
    expect(opened).toBe(3);
    expect([bytesOf(root, 'x.js'), bytesOf(root, 'y.js')]).toEqual(['old text', 'old text']);
    expect(namesIn(root)).toEqual(['x.js', 'y.js']);
  });

  test('short writes are carried on', () => {
    const root = tempTree({ 'x.js': 'old' });
    const writeSync = ((descriptor: number, bytes: Buffer, offset: number, _length: number, position: number) =>
      nodeFs.writeSync(descriptor, bytes, offset, 1, position)) as typeof nodeFs.writeSync;
    expect(writeFile(root, change('x.js', 'old', 'new text'), { ...nodeFs, writeSync })).toBeNull();
    expect(bytesOf(root, 'x.js')).toBe('new text');
  });

  test('a file that changes while its new content is laid ready keeps the change', () => {
    const root = tempTree({ 'x.js': 'old' });
    const fsyncSync = (descriptor: number) => {
      nodeFs.fsyncSync(descriptor);
      writeFileSync(join(root, 'x.js'), 'own');
    };
    expect(writeFile(root, change('x.js', 'old', 'new'), { ...nodeFs, fsyncSync })).toMatchObject({ kind: 'changed' });
    expect(bytesOf(root, 'x.js')).toBe('own');
    expect(namesIn(root)).toEqual(['x.js']);
  });
});

describe('writeAll', () => {
  const files = { 'a.js': 'a', 'b.js': '\uFEFFb', 'c.js': 'c' };
  const changes = [
    change('a.js', 'a', 'A'),
    change('b.js', 'b', 'B'),
    change('lib/new.js', '', 'N'),
    change('c.js', 'c', 'C'),
  ];

  /** Renames until the n-th, which fails, and those after it, which fail too if `forGood`. */
  function failingRename(n: number, forGood = false) {
    let calls = 0;
    return {
      ...nodeFs,
      renameSync: (from: nodeFs.PathLike, to: nodeFs.PathLike) => {
        calls++;
        if (calls === n || (forGood && calls > n)) fullDisk();
        nodeFs.renameSync(from, to);
      },
    };
  }

  test('writes all', () => {
    const root = tempTree(files);
    expect(openWorkspace(root).write(changes)).toEqual({ written: ['a.js', 'b.js', 'lib/new.js', 'c.js'], errors: [] });
    expect(['a.js', 'b.js', 'c.js', 'lib/new.js'].map((file) => readFileSync(join(root, file), 'utf8'))).toEqual([
      'A',
      '\uFEFFB',
      'C',
      'N',
    ]);
    expect(namesIn(root)).toEqual(['a.js', 'b.js', 'c.js', 'lib', 'lib/new.js']);
    expect(writeAll(root, [])).toEqual({ written: [], errors: [] });
  });

  test('writes none where one may not be written, and names each', () => {
    const root = tempTree(files);
    chmodSync(join(root, 'a.js'), 0o444);
    writeFileSync(join(root, 'c.js'), 'mine');
    expect(writeAll(root, changes)).toMatchObject({
      written: [],
      errors: [
        { file: 'a.js', kind: 'read-only' },
        { file: 'c.js', kind: 'changed' },
      ],
    });
    expect(bytesOf(root, 'a.js') + bytesOf(root, 'c.js')).toBe('amine');
    expect(readFileSync(join(root, 'b.js'), 'utf8')).toBe('\uFEFFb');
    expect(namesIn(root)).toEqual(['a.js', 'b.js', 'c.js']);
  });

  test.each([1, 2, 3, 4])('puts all back when rename %i fails', (n) => {
    const root = tempTree(files);
    chmodSync(join(root, 'a.js'), 0o755);
    const { written, errors } = writeAll(root, changes, failingRename(n));
    expect(written).toEqual([]);
    expect(errors).toEqual([{ file: changes[n - 1]!.file, kind: 'io', message: 'the file cannot be written: ENOSPC' }]);
    expect(Object.keys(files).map((file) => readFileSync(join(root, file), 'utf8'))).toEqual(Object.values(files));
    expect(modeOf(root, 'a.js')).toBe(0o755);
    expect(namesIn(root)).toEqual(['a.js', 'b.js', 'c.js']);
  });

  test('files with hard links are put back too', () => {
    const root = tempTree(files);
    linkSync(join(root, 'a.js'), join(root, 'a2.js'));
    expect(writeAll(root, changes, failingRename(1)).errors).toMatchObject([{ file: 'b.js' }]);
    expect([bytesOf(root, 'a.js'), bytesOf(root, 'a2.js')]).toEqual(['a', 'a']);
    expect(statSync(join(root, 'a.js')).nlink).toBe(2);
  });

  test('says which files could not be put back', () => {
    const root = tempTree(files);
    const { written, errors } = writeAll(root, changes, failingRename(3, true));
    expect(written).toEqual(['a.js', 'b.js']);
    expect(errors.map(({ file }) => file)).toEqual(['lib/new.js', 'b.js', 'a.js']);
    expect(errors[2]!.message).toContain('keeps its new text');
    expect(bytesOf(root, 'a.js')).toBe('A');
    expect(namesIn(root)).toEqual(['a.js', 'b.js', 'c.js']);
  });

  test('the same file twice is refused and nothing stays', () => {
    const root = tempTree(files);
    const { written, errors } = writeAll(root, [change('a.js', 'a', 'A'), change('a.js', 'a', 'AA')]);
    expect(written).toEqual([]);
    expect(errors).toMatchObject([{ file: 'a.js', kind: 'changed' }]);
    expect(bytesOf(root, 'a.js')).toBe('a');
  });

  test('a file removed between the first rename and its own stays away, the rest is put back', () => {
    const root = tempTree(files);
    const fs = failingRename(0);
    const renameSync = (from: nodeFs.PathLike, to: nodeFs.PathLike) => {
      fs.renameSync(from, to);
      if (existsSync(join(root, 'c.js'))) unlinkSync(join(root, 'c.js'));
    };
    expect(writeAll(root, changes, { ...nodeFs, renameSync })).toMatchObject({
      written: [],
      errors: [{ file: 'c.js', kind: 'changed' }],
    });
    expect(namesIn(root)).toEqual(['a.js', 'b.js']);
    expect(bytesOf(root, 'a.js')).toBe('a');
  });
});

test('what is read is what is written back', () => {
  const root = tempRepository({ 'x.js': '\uFEFFtkn;\r\nkeep;' });
  mkdirSync(join(root, 'sub'));
  const workspace = openWorkspace(join(root, 'sub'));
  const [source] = workspace.read(workspace.list(['..']).files).sources;
  const after = source!.text.replace('tkn', 'key');
  expect(workspace.write([{ file: 'x.js', before: source!.text, after }]).written).toEqual(['x.js']);
  expect(readFileSync(join(root, 'x.js'), 'utf8')).toBe('\uFEFFkey;\r\nkeep;');
  expect(workspace.uncommitted(['x.js'])).toEqual(['x.js']);
  put(root, { 'x.js': '\uFEFFtkn;\r\nkeep;' });
  expect(workspace.uncommitted(['x.js'])).toEqual([]);
});
