/** What nothing reads any more once calls are gone, and what of it must stay. */
import { describe, expect, it } from 'vitest';
import { emptied } from '../../src/edit/dead-changes.js';
import { deadHeld, setOnThis } from '../../src/edit/dead-held.js';
import { isPure } from '../../src/edit/purity.js';
import { sliceWith } from '../../src/edit/text.js';
import { declaredTypes, typeUses, usedNames } from '../../src/edit/type-names.js';
import { readMembers, unusedMemberEdits } from '../../src/edit/unused-members.js';
import { readProperties, unusedPropertyEdits } from '../../src/edit/unused-properties.js';
import { unusedTypeEdits } from '../../src/edit/unused-types.js';
import { type NodePath, spanOf } from '../../src/syntax/index.js';
import { marked } from './marked.js';

const moduleOf = (text: string, file = 'a.ts') => marked(text, file).module;
const goes = ({ node }: NodePath) => ({ ...spanOf(node), text: '' });

describe('statements in which nothing is left', () => {
  it.each([
    ['if (a) {}', true],
    ['if (a) {} else {}', true],
    ['if (!a && b.c) {}', true],
    ['try {} catch {}', true],
    ['try {} finally {}', true],
    ['try {} catch (e) {} finally {}', true],
    ['for (const a of list) {}', true],
    ['for (const a in list) {}', true],
    ['list.forEach((one) => {});', true],
    ['list.forEach(function (one) {});', true],
    ['list.map(String).forEach((one) => {});', true],
    ['if (f()) {}', false],
    ['if (a) {} else b();', false],
    ['if (a) {} else { b(); }', false],
    ['if (a) { b(); } else {}', false],
    ['if (a) { /* why */ }', false],
    ['if (a);', false],
    ['try { a(); } catch {}', false],
    ['try {} catch { a(); }', false],
    ['try {} catch {} finally { a(); }', false],
    ['for (const a of f()) {}', false],
    ['for (const a of list) { f(); }', false],
    ['while (f()) {}', false],
    ['list.forEach((one) => { f(); });', false],
    ['list.map((one) => {});', false],
    ['list[forEach]((one) => {});', false],
    ['forEach((one) => {});', false],
    ['f().forEach((one) => {});', false],
    ['list.forEach(f);', false],
  ])('%s goes: %s', (code, left) => {
    expect(emptied(moduleOf(code), '').length > 0).toBe(left);
  });

  it('stay where they were empty before', () => {
    expect(emptied(moduleOf('if (a) {}'), 'f();\nif (a) {}')).toEqual([]);
  });
});

describe('what an object was given for calls that are gone', () => {
  const BEFORE = 'class C { constructor() { this.form = {}; } go() { send(this.form); } }';
  const gone = (code: string, before = BEFORE, asked: string[] = []) => {
    const module = moduleOf(code, 'a.js');
    return deadHeld(module, moduleOf(before, 'a.js'), asked).map(({ node }) =>
      module.text.slice(node.start!, node.end!),
    );
  };

  it.each([
    ['class C { constructor() { this.form = {}; } }', ['this.form = {};']],
    [
      'class C { constructor() { this.form = { a: 1 }; this.form.z = 2; } }',
      ['this.form.z = 2;', 'this.form = { a: 1 };'],
    ],
    ['class C { constructor() { this.form = {}; this.form.a.b = 2; } }', ['this.form.a.b = 2;', 'this.form = {};']],
    ['class C { constructor() { this.form = {}; this.form.z = 2; } go() { f(this.form.a); } }', ['this.form.z = 2;']],
    ['class C { constructor() { this.form = {}; this.form.z = 2; } go() { f(this.form.z); } }', []],
    ['class C { constructor() { this.form = {}; this.form.z = g(); } }', []],
    ['class C { constructor() { this.form = {}; this.form.z += 1; } }', []],
    ['class C { constructor() { this.form = {}; } go() { f(this.form); } }', []],
    ['class C { constructor() { this.form = {}; } go() { f(this.form[k]); } }', []],
    ['class C { constructor() { this.form = { a: g() }; } }', []],
    ['class C { constructor() { this.form = g; } }', []],
    ['class C { constructor() { this.form = {}; this.form = {}; } }', []],
    ['class C { constructor() { f(this.form = {}); } }', []],
    ['class C { constructor(o) { o.form = {}; } }', []],
    ["class C { constructor() { this.form = {}; } go(o) { f(o['form']); } }", []],
  ])('%s: %j', (code, statements) => {
    expect(gone(code)).toEqual(statements);
  });

  it('stays where other files may ask for it, and where it was never handed over', () => {
    const code = 'class C { constructor() { this.form = {}; } }';
    expect(gone(code, BEFORE, ['form'])).toEqual([]);
    expect(gone(code, code)).toEqual([]);
  });

  it('is looked for by what is set on this', () => {
    expect(setOnThis('this.a = 1; this.b=2; this.$c = this.d; o.e = 1; this.a = 2; athis.f = 1')).toEqual([
      'a',
      'b',
      '$c',
    ]);
  });
});

describe('private members', () => {
  const left = (code: string, before = ['C.key']) => {
    const module = moduleOf(code);
    const edits = unusedMemberEdits(module, new Set(before), isPure, goes);
    return sliceWith(module.text, 0, module.text.length, edits).replaceAll(/\s+/g, ' ');
  };

  it.each([
    ['class C { private key = 1; }', 'class C { }'],
    ['class C { private key; }', 'class C { }'],
    ['class C { private key() { f(); } }', 'class C { }'],
    ['class C { private get key() { return f(); } }', 'class C { }'],
    ['class C { private key; constructor(k) { this.key = k; } }', 'class C { constructor(k) { } }'],
    ['class C { private set key(k) { f(k); } }', null],
    ['class C { key = 1; }', null],
    ['class C { protected key = 1; }', null],
    ['class C { private [key] = 1; }', null],
    ['class C { private [key]() {} }', null],
    ['class C { @Input() private key = 1; }', null],
    ['class C { @Get() private key() {} }', null],
    ['class C { private key = f(); }', null],
    ['class C { private key; constructor() { this.key = f(); } }', null],
    ['class C { private key; constructor() { g(this.key = 1); } }', null],
    ['class C { private key; constructor() { this.key += 1; } }', null],
    ['class C { private key = 1; go() { return this.key; } }', null],
    ['class C { private key = 1; go() { return this[k]; } }', null],
    ["class C { private key = 1; go() { return f('key'); } }", null],
    ['class D { private key = 1; }', null],
  ])('%s', (code, after) => {
    expect(left(code)).toBe(after ?? code);
  });

  it('with a hash are no ones else', () => {
    expect(left('class C { #key = 1; }', ['C.#key'])).toBe('class C { }');
    expect(left('class C { #key() {} }', ['C.#key'])).toBe('class C { }');
    expect(left('class C { #key; constructor(k) { this.#key = k; } }', ['C.#key'])).toBe(
      'class C { constructor(k) { } }',
    );
    expect(left('class C { #key = 1; go() { return this.#key; } }', ['C.#key'])).toContain('#key = 1');
  });

  it('are read by any mention', () => {
    expect([
      ...readMembers(moduleOf('class C { private a = 1; private b = 2; #c = 3; go() { return this.a + this.#c; } }')),
    ]).toEqual(['C.a', 'C.#c']);
  });
});

describe('properties', () => {
  const left = (code: string, before = ['config.url']) => {
    const module = moduleOf(code, 'a.js');
    return sliceWith(module.text, 0, module.text.length, unusedPropertyEdits(module, new Set(before), isPure));
  };

  it.each([
    ["const config = { url: 'u', key: 'k' }; f(config.key);", "const config = { key: 'k' }; f(config.key);"],
    ["const config = { key: 'k', url: 'u' }; f(config.key);", "const config = { key: 'k' }; f(config.key);"],
    ["const config = { 'url': 'u', key: 'k' }; f(config?.key);", "const config = { key: 'k' }; f(config?.key);"],
    ["const config = {\n  key: 'k',\n  // where\n  url: 'u',\n  n: 1\n};", "const config = {\n  key: 'k',\n  n: 1\n};"],
    ["const config = { url: 'u' };", null],
    ["const config = { url: f(), key: 'k' };", null],
    ["const config = { url: 'u', key: 'k' }; f(config.url);", null],
    ["const config = { url: 'u', key: 'k' }; f(config);", null],
    ["const config = { url: 'u', key: 'k' }; f(config[k]);", null],
    ["const config = { url: 'u', key: 'k' }; config.key();", null],
    ["const config = { url: 'u', ...more }; f(config.key);", null],
    ["const config = { url: 'u', [k]: 'k' }; f(config.key);", null],
    ["const config = { url: 'u', key() {} }; f(config.other);", null],
    ["let config = { url: 'u', key: 'k' }; config = f;", null],
    ["export const config = { url: 'u', key: 'k' };", null],
    ["const other = { url: 'u', key: 'k' };", null],
  ])('%s', (code, after) => {
    expect(left(code)).toBe(after ?? code);
  });

  it('are read by their names', () => {
    expect([...readProperties(moduleOf('const c = { a: 1, b: 2 }; f(c.a); const d = { a: 1 }; f(d);'))]).toEqual([
      'c.a',
    ]);
  });
});

describe('types', () => {
  it.each([
    ['interface A {}', true],
    ['type A = string;', true],
    ["enum A { One = 'a', Two = 1, Three }", true],
    ['enum A { One = f() }', false],
    ['export interface A {}', false],
    ['interface A {} let a: A;', false],
    ['type A = string; type B = A[];', false],
    ['enum A { One } f(A.One);', false],
    ['interface A {} class C implements A {}', false],
    ['interface A {} interface B extends A {}', false],
    ['interface A {} export { A };', false],
    ['interface A {} let a: { A: string };', true],
    ['interface A {} f(o.A);', true],
    ['interface A {} f({ A: 1 });', true],
    ['interface A {} f({ [A]: 1 });', false],
    ['interface A {} enum B { A }', true],
  ])('%s goes: %s', (code, unused) => {
    expect(unusedTypeEdits(moduleOf(code), new Set(['A']), goes).length > 0).toBe(unused);
    expect(unusedTypeEdits(moduleOf(code), new Set(), goes)).toEqual([]);
  });

  it.each([
    ['let a: A;', ['A']],
    ['let a: A.B;', ['A']],
    ['let a: typeof A;', ['A']],
    ['let a: A<B>;', ['A', 'B']],
    ['class C implements A {}', ['A']],
    ['interface I extends A {}', ['A']],
    ['import B = A.C;', ['A']],
    ["import { A } from 'a'; f(A);", []],
    ['export { A };', ['A']],
    ["export { A as B } from 'b';", ['A']],
    ['let A: string;', []],
  ])('%s names as types %j', (code, names) => {
    expect([...typeUses(moduleOf(code))].sort()).toEqual(names);
  });

  it.each([
    ["import { A } from 'a';", false],
    ["import A from 'a';", false],
    ["import * as A from 'a';", false],
    ['import A = require("a");', false],
    ['f(A);', true],
    ['f(o[A]);', true],
    ['f(o?.A);', false],
    ['let a: A.B;', true],
    ['let a: B.A;', true],
    ['class C { A = 1; }', false],
    ['class C { [A] = 1; }', true],
  ])('%s uses the name: %s', (code, used) => {
    expect(usedNames(moduleOf(code)).has('A')).toBe(used);
  });

  it('in JSX are used', () => {
    expect(usedNames(moduleOf('<A />;', 'a.tsx')).has('A')).toBe(true);
  });

  it('that are declared twice are nobodys', () => {
    expect([...declaredTypes(moduleOf('interface A {} interface A {} type B = string; enum C {}')).keys()]).toEqual([
      'B',
      'C',
    ]);
  });
});
