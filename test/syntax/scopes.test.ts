/** Paths and scopes are what Babel's would be: of every fixture, and LONG=1 of the packages that tests use. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import babelTraverse from '@babel/traverse';
import { type Node, VISITOR_KEYS } from '@babel/types';
import { expect, test } from 'vitest';
import { type Binding, isFailure, type NodePath, parseModule, type Scope } from '../../src/syntax/index.js';

interface Traverse {
  (tree: Node, visitor: { Program(path: NodePath): void }): void;
  readonly cache: { clear(): void };
}
// the package is CommonJS
const loaded = babelTraverse as unknown as Traverse & { readonly default?: Traverse };
const traverse: Traverse = loaded.default ?? loaded;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LARGEST = 300_000;

/** What is hard: names that are declared twice, scopes in parameters, what only types name, what loops give. */
const HARD: readonly (readonly [name: string, text: string])[] = [
  [
    'a.js',
    'var a = 1; { function a() {} } for (var a of b) a++; for (let a in a) delete a.b; [a, ...c] = d; a = arguments;',
  ],
  [
    'b.js',
    'function f(x = y, { z = () => y } = {}) { var y; try { y } catch ({ message: m }) { m = y } return f } f = g;',
  ],
  [
    'c.js',
    'const C = class D extends D { [C]() { return arguments } static { var s = D; s } #p = C; get [s]() {} }; class E {}',
  ],
  ['d.js', 'switch (function v() { return w }()) { case 1: let w = v; default: w } label: for (;;) { break label }'],
  [
    'e.mjs',
    'import a, { b as c } from "d"; export { c as e, a }; export default class F {} export const { g, ...h } = a;',
  ],
  [
    'f.ts',
    'import A = require("a"); import B = A.C; enum D { E = B } namespace N { export let o: typeof B; class P {} } declare class Q {}',
  ],
  [
    'g.ts',
    'class R { constructor(s: T, @dec(s) u = s) {} @dec([R]) m(this: R) {} } type T = typeof s; let v = w as T; function x(): void; function x() {}',
  ],
  ['h.jsx', 'const k = <div a={b} {...c}><L.M n="o" /><P /></div>; do { var q = q } while (q); with (r) t;'],
  [
    'i.js',
    '// @flow\nimport type { A } from "b"; type C = A; declare function d(): C; opaque type E = C; function f(g: C): %checks { return !!g }',
  ],
  [
    'j.js',
    'for (const [, a = b] of [, c]) { var d = (a, b) => { a = b; var a } } (function n(n) { n = n })(); let u; ({ u: u.v, w = x } = y);',
  ],
];

test('as in Babel', () => {
  const differ: string[] = [];
  let compared = 0;
  for (const [file, text] of texts()) {
    const module = parseModule(file, text);
    // Babel does not know the names that these declare, and the tree of coroutines not what runs them
    if (isFailure(module) || hasParameterProperty(module.program) || module.coroutines) continue;
    compared++;
    const [own, other] = [told(module.program), told(babelsProgram(module.tree))];
    const at = own.findIndex((line, index) => line !== other[index]);
    if (at >= 0 || own.length !== other.length) differ.push(`${file}: ${own[at]}, and in Babel ${other[at]}`);
    traverse.cache.clear();
  }
  expect(compared).toBeGreaterThan(process.env.LONG ? 2500 : 100);
  expect(differ).toEqual([]);
}, 900_000);

test('parameters that are properties declare names in the constructor', () => {
  const module = parseModule(
    'a.ts',
    'class A { constructor(private b: B, readonly c = b) { b = this.b } d() { return b } }',
  );
  if (isFailure(module)) throw new Error(module.message);
  const bindings: Record<string, readonly number[]> = {};
  module.program.traverse({
    TSParameterProperty({ scope }) {
      for (const [name, { referencePaths, constantViolations }] of Object.entries(scope.bindings))
        bindings[name] = [referencePaths.length, constantViolations.length];
    },
  });
  expect(bindings).toEqual({ b: [1, 1], c: [0, 0] });
  expect(Object.keys(module.program.scope.globals)).toEqual(['b']);
});

function hasParameterProperty(program: NodePath): boolean {
  let found = false;
  program.traverse({
    TSParameterProperty() {
      found = true;
    },
  });
  return found;
}

function* texts(): Generator<readonly [file: string, text: string]> {
  yield* HARD;
  yield* filesIn('fixtures', process.env.LONG ? 1 : 24);
  if (process.env.LONG) yield* filesIn('node_modules', 9);
}

function* filesIn(folder: string, every: number): Generator<readonly [file: string, text: string]> {
  const names = readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort();
  for (const name of names.filter((_one, index) => index % every === 0)) {
    const text = readFileSync(name, 'utf8').replace(/^\uFEFF/, '');
    if (text.length <= LARGEST) yield [name, text];
  }
}

function babelsProgram(tree: Node): NodePath {
  let program: NodePath | undefined;
  traverse(tree, {
    Program(path) {
      program = path;
      path.stop();
    },
  });
  if (!program) throw new Error('no program');
  return program;
}

/** All that is asked of paths and scopes, one line for each. */
function told(program: NodePath): string[] {
  const lines: string[] = [];
  const scopes = new Set<Scope>();
  const look = (path: NodePath) => {
    scopes.add(path.scope);
    lines.push(`${placeOf(path)} in ${placeOf(path.scope.path)}: ${answersOf(path)}`);
    const fields = path.node as unknown as Readonly<Record<string, unknown>>;
    for (const key of VISITOR_KEYS[path.node.type] ?? []) {
      if (fields[key] === undefined) continue;
      const below = path.get<NodePath | NodePath[]>(key);
      lines.push(`${key} ${Array.isArray(below) ? below.length : 'one'}`);
      for (const one of [below].flat()) {
        if (one.node) look(one);
        else lines.push(`nothing at ${one.listKey} ${one.key}`);
      }
    }
  };
  look(program);
  return [...lines, ...[...scopes].map(scopeText)];
}

function placeOf(path: NodePath | null | undefined): string {
  if (!path) return 'nowhere';
  const { parentPath, node } = path;
  return `${path.type} ${node.start}-${node.end} at ${path.listKey}.${path.key} of ${parentPath?.node.start}`;
}

function answersOf(path: NodePath): string {
  const { scope } = path;
  const kinds = [path.isExpression(), path.isStatement(), path.isFunction(), path.isPattern(), path.isLiteral()];
  const around = placeOf(path.getFunctionParent());
  const statement = statementOf(path);
  if (!path.isIdentifier()) return `${kinds} ${around} ${statement}`;
  const { name } = path.node;
  const found = scope.getBinding(name)?.identifier.start;
  const has = [
    scope.hasBinding(name),
    scope.hasBinding(name, true),
    scope.hasGlobal(name),
    path.isReferencedIdentifier(),
  ];
  return `${kinds} ${around} ${statement} ${found} ${has}`;
}

/** Directives and a line `#!` stand in none. */
function statementOf(path: NodePath): string {
  try {
    return placeOf(path.getStatementParent());
  } catch {
    return 'none';
  }
}

function scopeText(scope: Scope): string {
  const bindings = Object.entries(scope.bindings).map(([name, binding]) => `${name}: ${bindingText(binding)}`);
  return `${placeOf(scope.path)} in ${placeOf(scope.parent?.path)}: ${bindings} ${Object.keys(scope.globals)}`;
}

function bindingText(binding: Binding | undefined): string {
  if (!binding) return 'nothing';
  const { kind, constant, referenced, identifier, path, scope } = binding;
  const places = [path, scope.path, ...binding.referencePaths, null, ...binding.constantViolations].map(placeOf);
  return `${kind} ${constant} ${referenced} ${identifier.start} ${places}`;
}
