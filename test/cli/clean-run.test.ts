import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

describe('a clean run', () => {
  it.each([
    ['ci'],
    ['lint'],
    ['lint --quiet b'],
  ])('%s loads no parser and nothing of yargs, and starts git once', (line) => {
    const root = tempRepository(CLEAN);
    put(root, { 'node_modules/p/index.js': 'api_json' });
    const { status, stdout, stderr, started, chunks } = run(root, line.split(' '));
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^0 errors, 0 warnings in 0 of \d files?\n$/);
    expect(started).toHaveLength(1);
    expect(started[0]).toMatch(/^git .* grep /);
    // what Node itself loads as a module is read otherwise: the chunks are few, and none of them holds anything heavy
    for (const file of chunks)
      expect(['cfv1.cjs', 'main.cjs', 'first.cjs', 'rolldown-runtime.cjs']).toContain(basename(file));
    for (const name of ['main.cjs', 'first.cjs'])
      expect(readFileSync(join(PROGRAM, '../chunks', name), 'utf8')).not.toMatch(HEAVY);
    expect(readFileSync(join(PROGRAM, '../chunks/pipeline.cjs'), 'utf8')).toMatch(HEAVY);
  });

  it('asks git again where there is something that it does not track', () => {
    const root = tempRepository(CLEAN);
    put(root, { 'new.js': 'exports.y = 1;' });
    const { stderr, started } = run(root, ['ci']);
    expect(stderr).toBe('0 errors, 0 warnings in 0 of 3 files\n');
    expect(started).toHaveLength(2);
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
    expect(names.map((name) => basename(name)).sort()).toEqual(['first.cjs', 'main.cjs', 'rolldown-runtime.cjs']);
    const times = names.map((name) => statSync(join(home, '.cache/cfv1', name)).mtimeMs);
    expect(run(root, ['ci'], home).status).toBe(0);
    expect(names.map((name) => statSync(join(home, '.cache/cfv1', name)).mtimeMs)).toEqual(times);
    for (const name of names) expect(statSync(join(home, '.cache/cfv1', name)).mode & 0o077).toBe(0);
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
    process.getBuiltinModule('node:fs').chmodSync(join(open, '.cache/cfv1'), 0o777);
    run(root, ['ci'], open);
    expect(kept(open)).toEqual([]);
  });

  it('is never kept in the folder that is looked at', () => {
    const root = tempRepository(CLEAN);
    run(root, ['ci'], root);
    expect(existsSync(join(root, '.cache'))).toBe(false);
  });
});
