/** A program ends in the process that stays as it ends in one of its own, and leaves nothing for the next. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runResident } from './resident.js';
import { runNode } from './run-program.js';

let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'a resident '));
  mkdirSync(join(dir, 'node_modules'));
  symlinkSync(fileURLToPath(new URL('../../node_modules/axios', import.meta.url)), join(dir, 'node_modules/axios'));
  writeFileSync(join(dir, 'package.json'), '{ "dependencies": { "axios": "^1" } }');
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

it.each([
  ['ends by itself', 'main.js', "setTimeout(() => console.log('late', process.argv[2], process.env.GIVEN), 5);"],
  ['sets its exit code', 'main.js', "process.exitCode = 3; console.error('to stderr');"],
  ['exits', 'main.js', "console.log('a'); process.exit(2); console.log('b');"],
  [
    'exits in a promise',
    'main.js',
    "Promise.resolve().then(() => process.exit(4)).catch(() => console.log('caught'));",
  ],
  [
    'exits with a timer left',
    'main.js',
    "setInterval(() => console.log('again'), 900); setTimeout(() => process.exit(), 20);",
  ],
  ['throws', 'main.js', "setTimeout(() => console.log('never'), 5); throw new Error('x');"],
  [
    'rejects',
    'main.js',
    "console.log('a'); Promise.reject(new Error('x')); setTimeout(() => console.log('never'), 5);",
  ],
  ['throws in a callback', 'main.js', "process.nextTick(() => { throw new TypeError('x'); });"],
  ['listens to its end', 'main.js', "process.on('exit', (code) => console.log('exit', code)); process.exitCode = 5;"],
  ['sees no exit listener of another', 'main.js', "console.log(process.listenerCount('exit'), process.exitCode);"],
  [
    'looks at itself',
    'main.js',
    'console.log(require.main === module, __filename === process.argv[1], process.cwd() === __dirname);',
  ],
  [
    'sets a global and a default',
    'main.js',
    "globalThis.kept = 1; require('axios').defaults.timeout = 7; console.log(kept);",
  ],
  ['finds neither', 'main.js', "console.log(typeof kept, require('axios').defaults.timeout);"],
  [
    'is a module',
    'main.mjs',
    "import axios from 'axios'; await null; console.log(typeof axios.post, import.meta.url.slice(0, 5));",
  ],
  ['is a module that throws', 'main.mjs', "console.log('a'); throw new Error('x');"],
  ['is a module that never settles', 'main.mjs', "console.log('a'); await new Promise(() => {});"],
])('a program that %s', async (what, file, source) => {
  // a module is loaded once by its name
  const main = join(dir, file.replace('main', what.replaceAll(' ', '-')));
  writeFileSync(main, source);
  const [own, resident] = [await runNode(main, ['x'], { GIVEN: 'y' }), await runResident(main, ['x'], { GIVEN: 'y' })];
  expect(resident.stdout).toBe(own.stdout);
  expect(resident.exit, own.stderr + resident.stderr).toBe(own.exit);
});

it('tells what ended a program', async () => {
  const main = join(dir, 'told.js');
  writeFileSync(main, "setTimeout(() => { throw new Error('the reason'); });");
  expect((await runResident(main, [], {})).stderr).toMatch(/Error: the reason\n\s+at /);
});
