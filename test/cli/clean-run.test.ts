import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { put, tempRepository, tempTree } from '../workspace/temp-tree.js';

const PROGRAM = fileURLToPath(new URL('../../dist/cfv1.cjs', import.meta.url));

/** Notes each file that is read as code, and each program that is started. */
const WATCH = `
const fs = require('node:fs');
const children = require('node:child_process');
const seen = { read: [], started: [] };
const { readFileSync } = fs;
fs.readFileSync = (path, ...more) => {
  if (/\\.[cm]?js$/.test(String(path))) seen.read.push(String(path));
  return readFileSync(path, ...more);
};
for (const name of ['spawn', 'spawnSync', 'fork', 'exec', 'execSync', 'execFile', 'execFileSync']) {
  const plain = children[name];
  children[name] = (...given) => {
    seen.started.push([given[0], ...(Array.isArray(given[1]) ? given[1] : [])].join(' '));
    return plain(...given);
  };
}
require('node:module').syncBuiltinESMExports();
process.on('exit', () => fs.writeFileSync(process.env.WATCHED, JSON.stringify(seen)));
`;

function run(root: string, args: readonly string[], home = tempTree()) {
  const folder = tempTree({ 'watch.cjs': WATCH });
  const watched = join(folder, 'seen.json');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', join(folder, 'watch.cjs'), PROGRAM, ...args],
    { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: home, WATCHED: watched } },
  );
  const { read, started } = JSON.parse(readFileSync(watched, 'utf8')) as { read: string[]; started: string[] };
  return { status, stdout, stderr, started, chunks: [...new Set(read.filter((file) => file.includes('/dist/')))] };
}

const HEAVY = /BABEL_TYPES_8_BREAKING|BABEL_PARSER_SOURCETYPE|ts-morph|strict-options|micromark/;

const CLEAN = { 'a.js': 'module.exports = 1;\n', 'b/c.ts': 'export const x = 1;\n', 'package.json': '{ "name": "x" }' };

/** So many that one git reads them faster. */
const MANY = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`many/file-${index}.txt`, '']));

describe('a clean run', () => {
  it.each([
    ['ci'],
    ['lint'],
    ['lint --quiet b'],
  ])('%s loads no parser and nothing of yargs, and starts nothing, or git once', (line) => {
    const root = tempRepository(CLEAN);
    put(root, { 'node_modules/p/index.js': 'api_json' });
    const { status, stdout, stderr, started, chunks } = run(root, line.split(' '));
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^0 errors, 0 warnings in 0 of \d files?\n$/);
    expect(started).toEqual([]);
    const large = tempRepository({ ...CLEAN, ...MANY });
    const searched = run(large, line.split(' '));
    expect({ status: searched.status, stdout: searched.stdout }).toEqual({ status: 0, stdout: '' });
    expect(searched.stderr).toMatch(/^0 errors, 0 warnings in 0 of \d+ files?\n$/);
    expect(searched.started).toEqual([expect.stringMatching(/^git .* grep /)]);
    expect(searched.chunks).toEqual(chunks);
    // what Node itself loads as a module is read otherwise: the chunks are few, and none of them holds anything heavy
    for (const file of chunks)
      expect(['cfv1.cjs', 'main.cjs', 'first.cjs', 'rolldown-runtime.cjs']).toContain(basename(file));
    for (const name of ['main.cjs', 'first.cjs'])
      expect(HEAVY.test(readFileSync(join(PROGRAM, '../chunks', name), 'utf8'))).toBe(false);
    // and it would be seen
    expect(HEAVY.test(readFileSync(join(PROGRAM, '../chunks/analysis.cjs'), 'utf8'))).toBe(true);
  });

  it('of a small repository loads nothing of Node that starts programs or makes streams', () => {
    const root = tempRepository(CLEAN);
    const list = join(tempTree(), 'loaded.json');
    const note = `const before = process.moduleLoadList.length;
process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList.slice(before))))`;
    const watch = join(tempTree({ 'watch.cjs': note }), 'watch.cjs');
    spawnSync(process.execPath, ['--require', watch, PROGRAM, 'ci'], { cwd: root, env: { HOME: tempTree() } });
    const loaded = JSON.parse(readFileSync(list, 'utf8')) as string[];
    expect(loaded).not.toEqual([]);
    for (const name of ['child_process', 'net', 'tty']) expect(loaded).not.toContain(`NativeModule ${name}`);
  });

  it.skipIf(!existsSync('/dev/full'))('that cannot say its line fails', () => {
    const root = tempRepository(CLEAN);
    const { stdout } = spawnSync('sh', ['-c', '"$0" "$1" ci 2>/dev/full; echo $?', process.execPath, PROGRAM], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: tempTree() },
    });
    expect(stdout).toBe('2\n');
  });

  it('asks git where there is something that it does not track', () => {
    const root = tempRepository(CLEAN);
    put(root, { 'new.js': 'exports.y = 1;' });
    const { stderr, started } = run(root, ['ci']);
    expect(stderr).toBe('0 errors, 0 warnings in 0 of 3 files\n');
    expect(started).toEqual([expect.stringMatching(/ ls-files -o /)]);
  });
});

describe.skipIf('enableCompileCache' in process.getBuiltinModule('node:module'))('compiled code', () => {
  const kept = (home: string): string[] =>
    existsSync(join(home, '.cache/cfv1'))
      ? readdirSync(join(home, '.cache/cfv1'), { recursive: true, encoding: 'utf8' }).filter((name) =>
          name.endsWith('.cjs'),
        )
      : [];

  it('is kept for the user alone, and taken by the next run', () => {
    const home = tempTree();
    const root = tempRepository(CLEAN);
    run(root, ['ci'], home);
    const names = kept(home);
    expect(names.map((name) => basename(name)).sort()).toEqual([
      'ci.first.cjs',
      'ci.main.cjs',
      'ci.rolldown-runtime.cjs',
    ]);
    const times = names.map((name) => statSync(join(home, '.cache/cfv1', name)).mtimeMs);
    expect(run(root, ['ci'], home).status).toBe(0);
    expect(names.map((name) => statSync(join(home, '.cache/cfv1', name)).mtimeMs)).toEqual(times);
    for (const name of names) expect(statSync(join(home, '.cache/cfv1', name)).mode & 0o077).toBe(0);
  });

  it('is kept for each command, and what is added later leaves the rest as it is', () => {
    const home = tempTree();
    const root = tempRepository(CLEAN);
    const files = () =>
      Object.fromEntries(kept(home).map((name) => [basename(name), statSync(join(home, '.cache/cfv1', name)).mtimeMs]));
    run(root, ['lint'], home);
    const first = files();
    put(root, { 'old.js': "fetch('https://www.cloudflare.com/api_json.html?a=stats&tkn=' + key);\n" });
    expect(run(root, ['lint'], home).status).toBe(1);
    const both = files();
    expect(both).toMatchObject(first);
    expect(Object.keys(both)).toContain('lint.analysis.cjs');
    expect(run(root, ['lint'], home).status).toBe(1);
    expect(files()).toEqual(both);
    expect(run(root, ['ci'], home).status).toBe(1);
    expect(files()).toMatchObject(both);
    expect(Object.keys(files())).toContain('ci.analysis.cjs');
  });

  it('that is broken, or that others can write, is not taken', () => {
    const home = tempTree();
    const root = tempRepository(CLEAN);
    run(root, ['ci'], home);
    for (const name of kept(home)) writeFileSync(join(home, '.cache/cfv1', name), 'nonsense');
    expect(run(root, ['ci'], home)).toMatchObject({ status: 0, stderr: '0 errors, 0 warnings in 0 of 2 files\n' });
    for (const name of kept(home)) expect(readFileSync(join(home, '.cache/cfv1', name), 'latin1')).not.toBe('nonsense');
    const open = tempTree();
    mkdirSync(join(open, '.cache/cfv1'), { recursive: true, mode: 0o777 });
    chmodSync(join(open, '.cache/cfv1'), 0o777);
    run(root, ['ci'], open);
    expect(kept(open)).toEqual([]);
  });

  describe('of other builds', () => {
    const daysAgo = (path: string, days: number) => {
      const then = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
      utimesSync(path, then, then);
    };
    const OLD = 'v20.1.0-x64-0123456789abcdef';
    const homeWith = (files: Readonly<Record<string, string>>) => {
      const home = tempTree();
      const own = join(home, '.cache/cfv1');
      put(own, files);
      for (const folder of ['', ...readdirSync(own)]) chmodSync(join(own, folder), 0o700);
      return { home, own };
    };

    it('is taken away once it was not used for thirty days, when a new build keeps its first', () => {
      const recent = 'v22.1.0-arm64-0123456789abcdef';
      const { home, own } = homeWith({
        [`${OLD}/main.cjs`]: '1',
        [`${OLD}/first.cjs.123`]: '2',
        [`${OLD}/lint-staged.first.cjs`]: '2',
        [`${OLD}/lint-staged.first.cjs.123`]: '2',
        [`${recent}/main.cjs`]: '3',
      });
      daysAgo(join(own, OLD), 31);
      daysAgo(join(own, recent), 29);
      const root = tempRepository(CLEAN);
      run(root, ['ci'], home);
      const after = readdirSync(own).sort();
      expect(after).not.toContain(OLD);
      expect(after).toContain(recent);
      expect(after).toHaveLength(2);
      const current = after.find((name) => name !== recent)!;
      // only a build that is new looks
      daysAgo(join(own, recent), 31);
      run(root, ['ci'], home);
      expect(readdirSync(own).sort()).toEqual(after);
      // what is used is told by the time of its folder
      daysAgo(join(own, current), 2);
      run(root, ['ci'], home);
      expect(Date.now() - statSync(join(own, current)).mtimeMs).toBeLessThan(60_000);
    });

    it('stays where it is a link, holds more than ours, can be written by others, or has another name', () => {
      const [full, open, linked] = ['1', '2', '3'].map((digit) => `v20.1.0-x64-${digit.repeat(16)}`) as [
        string,
        string,
        string,
      ];
      const { home, own } = homeWith({
        [`${full}/main.cjs`]: '1',
        [`${full}/letter.txt`]: '2',
        [`${open}/main.cjs`]: '3',
        [`mine-${OLD}/main.cjs`]: '4',
        'v20/main.cjs': '5',
      });
      const elsewhere = tempTree({ 'main.cjs': '6', 'sub/first.cjs': '7' });
      symlinkSync(elsewhere, join(own, linked));
      const inside = join(own, OLD);
      mkdirSync(inside, { mode: 0o700 });
      symlinkSync(join(elsewhere, 'main.cjs'), join(inside, 'main.cjs'));
      symlinkSync(join(elsewhere, 'sub'), join(inside, 'first.cjs'));
      chmodSync(join(own, open), 0o777);
      for (const name of [full, open, `mine-${OLD}`, 'v20', OLD]) daysAgo(join(own, name), 100);
      daysAgo(elsewhere, 100);
      run(tempRepository(CLEAN), ['ci'], home);
      const left = readdirSync(own);
      expect(left).toEqual(expect.arrayContaining([full, open, linked, `mine-${OLD}`, 'v20']));
      expect(readdirSync(join(own, full))).toEqual(['letter.txt']);
      for (const name of [open, linked, `mine-${OLD}`, 'v20'])
        expect(readdirSync(join(own, name))).toContain('main.cjs');
      expect(left).not.toContain(OLD);
      expect(readFileSync(join(elsewhere, 'main.cjs'), 'utf8')).toBe('6');
      expect(readFileSync(join(elsewhere, 'sub/first.cjs'), 'utf8')).toBe('7');
    });
  });

  it('is never kept in the folder that is looked at', () => {
    const root = tempRepository(CLEAN);
    run(root, ['ci'], root);
    expect(existsSync(join(root, '.cache'))).toBe(false);
  });
});
