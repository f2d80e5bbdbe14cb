/** Calls after which nothing runs any more, and what says how the process ends. */
import { expect, it } from 'vitest';
import { endsProcess, setsExitCode } from '../../src/evaluate/ends-process.js';
import { isFailure, type NodePath, parseModule } from '../../src/syntax/index.js';

/** The argument of the last `look(…)`. */
function looked(source: string): NodePath {
  const module = parseModule('a.ts', source);
  if (isFailure(module)) throw new Error(module.message);
  let found: NodePath | undefined;
  module.program.traverse({
    CallExpression(path) {
      if (path.get('callee').isIdentifier({ name: 'look' })) found = (path.get('arguments') as NodePath[])[0];
    },
  });
  if (!found) throw new Error('no look(…)');
  return found;
}

/** `always`: where a `throw` counts as well */
it.each<[string, boolean, boolean]>([
  ['look(process.exit(1))', true, true],
  ['look(process.abort())', true, true],
  ["const { exit } = require('process'); look(exit(1))", true, true],
  ["import { exit } from 'node:process'; look(exit(1))", true, true],
  ['look(process.cwd())', false, false],
  ['look(process.exit)', false, false],
  ['look(exit(1))', false, false],
  ['function die() { process.exit(1); } look(die())', true, true],
  ['const die = () => process.exit(1); look(die())', true, true],
  ['const die = () => console.log(1); look(die())', false, false],
  ['function die(m) { console.error(m); process.exit(1); } look(die())', true, true],
  ['function die(m) { var n = m; process.exit(1); } look(die())', true, true],
  ['function die() { return process.exit(1); } look(die())', true, true],
  ['function die() { return; } look(die())', false, false],
  ['function die() { return 1; process.exit(1); } look(die())', false, false],
  ['function die(m) { if (m) return; process.exit(1); } look(die())', false, false],
  ['function die(m) { if (m) throw m; process.exit(1); } look(die())', false, false],
  ['function die(m) { if (m) console.log(m); process.exit(1); } look(die())', true, true],
  ['function die(m) { if (m) m.map(() => { return 1; }); process.exit(1); } look(die())', true, true],
  ['function die(m) { while (m) m(); process.exit(1); } look(die())', false, false],
  ['function die() { throw new Error(); } look(die())', false, true],
  ['function die() { console.log(1); } look(die())', false, false],
  ['async function die() { process.exit(1); } look(die())', false, false],
  ['function* die() { process.exit(1); } look(die())', false, false],
  ['function a() { b(); } function b() { process.exit(1); } look(a())', true, true],
  ['function a() { b(); } function b() { throw 1; } look(a())', false, true],
  [
    'function a() { b(); } function b() { c(); } function c() { d(); } function d() { process.exit(1); } look(a())',
    true,
    true,
  ],
  ['function a() { a(); } look(a())', false, false],
])('%s ends', (code, ends, always) => {
  expect(endsProcess(looked(code))).toBe(ends);
  expect(endsProcess(looked(code), true)).toBe(always);
});

it.each<[string, boolean]>([
  ['look(process.exitCode = 1)', true],
  ["const p = require('process'); look(p.exitCode = 1)", true],
  ['look(process.exitCode += 1)', false],
  ['look(process.title = 1)', false],
  ["look(process['exitCode'] = 1)", false],
  ['look(other.exitCode = 1)', false],
  ['look(exitCode = 1)', false],
  ['look(process.exitCode)', false],
])('%s sets how it ends', (code, sets) => {
  expect(setsExitCode(looked(code))).toBe(sets);
});
