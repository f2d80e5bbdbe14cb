/** What the evaluator tells of the last expression statement of a source. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.js';
import { asFormEntries } from '../../src/evaluate/form.js';
import type { Value } from '../../src/evaluate/value.js';
import { isFailure, type NodePath, parseModule } from '../../src/syntax/index.js';

function last(source: string): NodePath {
  const module = parseModule('a.ts', source);
  if (isFailure(module)) throw new Error(module.message);
  let found: NodePath | undefined;
  module.program.traverse({
    CallExpression(path) {
      if (path.get('callee').isIdentifier({ name: 'look' })) found = path.get('arguments')[0] as NodePath;
    },
  });
  if (!found) throw new Error('no look(…)');
  return found;
}

function text(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return String(value.value);
    case 'concat':
      return value.parts.map(text).join('+');
    case 'choice':
      return `(${text(value.then)} ${value.operator} ${text(value.otherwise)})`;
    default:
      return `<${value.path}>`;
  }
}

function form(source: string): Record<string, string> {
  const entries = asFormEntries(evaluate(last(source)));
  if (!entries) return { none: 'none' };
  return {
    ...Object.fromEntries(entries.entries.map(({ key, value, when }) => [when ? `${key}?` : key, text(value)])),
    ...(entries.open ? { '…': '' } : {}),
  };
}

const WANTED = { a: 'rec_load_all', z: '<zone>' };

describe('one form, however it is written', () => {
  it.each([
    ['literal', "look({ a: 'rec_load_all', z: zone })"],
    ['quoted and computed keys', "look({ 'a': 'rec_load_all', ['z']: zone })"],
    ['a variable', "const f = { a: 'rec_load_all', z: zone }; look(f)"],
    ['properties set later', "var f = {}; f.a = 'rec_load_all'; f['z'] = zone; look(f)"],
    ['Object.assign', "look(Object.assign({ a: 'rec_load_all' }, { z: zone }))"],
    ['underscore', "const _ = require('underscore'); look(_.extend({ a: 'rec_load_all' }, { z: zone }))"],
    ['spread', "const base = { a: 'rec_load_all' }; look({ ...base, z: zone })"],
    ['querystring', "const qs = require('querystring'); look(qs.stringify({ a: 'rec_load_all', z: zone }))"],
    ['URLSearchParams of an object', "look(new URLSearchParams({ a: 'rec_load_all', z: zone }))"],
    ['URLSearchParams of pairs', "look(new URLSearchParams([['a', 'rec_load_all'], ['z', zone]]))"],
    [
      'URLSearchParams step by step',
      "const p = new URLSearchParams(); p.append('a', 'rec_load_all'); p.set('z', zone); look(p)",
    ],
    ['URLSearchParams to text', "look(new URLSearchParams({ a: 'rec_load_all', z: zone }).toString())"],
    ['FormData', "const f = new FormData(); f.append('a', 'rec_load_all'); f.append('z', zone); look(f)"],
    ['concatenation', "look('a=rec_load_all&z=' + zone)"],
    ['concatenation with escapes', "look('a=rec_load_all&z=' + encodeURIComponent(zone))"],
    ['a template', 'look(`a=rec_load_all&z=${zone}`)'],
    ['a joined list', "look(['a=rec_load_all', 'z=' + zone].join('&'))"],
    ['a constant', "const ACTION = 'rec_load_all'; look({ a: ACTION, z: zone })"],
    ['an enum', "enum Action { Load = 'rec_load_all' } look({ a: Action.Load, z: zone })"],
    ['a function', "function f() { return { a: 'rec_load_all', z: zone }; } look(f())"],
    [
      'through three functions',
      "const a = (x) => ({ a: x, z: zone }); const b = (x) => a(x); function c() { return b('rec_load_all'); } look(c())",
    ],
    ['var in a loop', "for (const one of list) { var f = { a: 'rec_load_all' }; f.z = zone; look(f); }"],
    [
      'a copy in a loop',
      "var from = { a: 'rec_load_all', z: zone }, to = {}; for (var k in from) { to[k] = from[k]; } look(to)",
    ],
    [
      'defaults that are filled in',
      "const _ = require('lodash'); var f = { a: 'rec_load_all' }; _.defaults(f, { a: 'x', z: zone }); look(f)",
    ],
    [
      'defaults that others are given',
      "const _ = require('lodash'); var f = { a: 'rec_load_all', z: zone }; _.defaults(g, f, { v: 1 }); look(f)",
    ],
    ['what others are made of', "var f = { a: 'rec_load_all', z: zone }; Object.assign(g, f, { v: 1 }); look(f)"],
    ['a helper that fills in', "function sign(f) { f.z = zone; } var f = { a: 'rec_load_all' }; sign(f); look(f)"],
  ])('%s', (_name, source) => {
    expect(form(source)).toEqual(WANTED);
  });
});

describe('what it does not know', () => {
  it('marks keys under a condition', () => {
    expect(form("var f = { a: 'x' }; if (ttl) f.ttl = ttl; look(f)")).toEqual({ a: 'x', 'ttl?': '<ttl>' });
  });
  it('is open where a spread is not known', () => {
    expect(form("look({ a: 'x', ...more })")).toEqual({ a: 'x', '…': '' });
  });
  it('is open where a key is not known', () => {
    expect(form("var f = { a: 'x' }; f[key] = 1; look(f)")).toEqual({ a: 'x', '…': '' });
  });
  it('keeps both sides of a condition', () => {
    expect(form("look({ a: on ? 'wl' : 'ban' })")).toEqual({ a: '(wl ?: ban)' });
  });
  it('is open where it may be filled in', () => {
    const lodash = "const _ = require('lodash'); var f = { a: 'x' };";
    expect(form(`${lodash} if (ttl) _.defaults(f, { ttl: 1 }); look(f)`)).toEqual({ a: 'x', '…': '' });
    expect(form(`${lodash} _.defaults(f, more); look(f)`)).toEqual({ a: 'x', '…': '' });
  });
  it('does not know what var holds where a round of the loop may not have set it', () => {
    const loop = (body: string) => form(`for (const one of list) { ${body} }`);
    expect(loop("if (one) var f = { a: 'x' }; look(f);")).toEqual({ none: 'none' });
    expect(loop("var f = { a: 'x' }; later(function () { look(f); });")).toEqual({ none: 'none' });
    expect(loop("look(f); var f = { a: 'x' };")).toEqual({ none: 'none' });
    expect(form("for (const one of list) { var f = { a: 'x' }; } look(f);")).toEqual({ none: 'none' });
  });
  it('keeps what a field is set to before the use is come to again', () => {
    expect(form("var f = { a: 'x', o: 0 }; while (more()) { look(f); f.o = next; }")).toEqual({
      a: 'x',
      o: '(<next> assigned 0)',
      '…': '',
    });
    expect(form("var f = { a: 'x' }; while (more()) { look(f); f.o = next; }")).toEqual({ a: 'x', '…': '' });
  });
  it('knows of the arguments what the function leaves as they are', () => {
    const given = (body: string) => text(evaluate(last(`function f(a) { ${body} } look(f('x'))`)));
    expect(given('return arguments[0];')).toBe('x');
    expect(given("a = 'y'; return arguments[0];")).toMatch(/^</);
  });
  it('does not take a property set on a text for a field', () => {
    expect(form("const q = require('querystring'); var f = q.stringify({ a: 'x' }); f['o'] = 5; look(f)")).toEqual({
      a: 'x',
    });
  });
  it('does not follow a shadowed name', () => {
    expect(form("const ACTION = 'x'; function g(ACTION) { look({ a: ACTION }) }")).toEqual({ a: '<ACTION>' });
  });
  it('does not see what happens after the use', () => {
    expect(form("var f = { a: 'x' }; look(f); f.a = 'y';")).toEqual({ a: 'x' });
  });
});

describe('a parameter that the function sets itself', () => {
  const given = (statement: string, argument: string) =>
    text(evaluate(last(`function f(z) { ${statement} return z; } look(f(${argument}))`)));

  it.each([
    ["z = z || 'b';", '', 'b'],
    ["z = z || 'b';", "'a'", 'a'],
    ["z ||= 'b';", "''", 'b'],
    ["z ||= 'b';", "'a'", 'a'],
    ["z ??= 'b';", 'null', 'b'],
    ["z ??= 'b';", "''", ''],
    ["z &&= 'b';", "'a'", 'b'],
    ["z &&= 'b';", "''", ''],
    ["z += 'b';", "'a'", 'ab'],
    ['z += 1;', '1', '2'],
    ['z -= 1;', '3', '2'],
    ["if (z == null) z = 'b';", '', 'b'],
    ["if (z === 'a') z = 'b';", "'a'", 'b'],
    ["if (z === 'x') z = 'b';", "'a'", 'a'],
    ["z = z + 'b'; z = z + 'c';", "'a'", 'abc'],
  ])('%s given %s', (statement, argument, wanted) => {
    expect(given(statement, argument)).toBe(wanted);
  });

  it.each([
    ["set(); function set() { z = 'b'; }", "'a'"],
    ["[z] = ['b'];", "'a'"],
    ["z ||= 'b';", 'process.env.Z'],
    ["z ??= 'b';", 'process.env.Z'],
    ["z &&= 'b';", 'process.env.Z'],
    ["if (z == 1) z = 'b';", "'1'"],
    ['for (const x of list) z = x;', "'a'"],
    ['z++;', '1'],
    ['z -= 1;', "'3'"],
  ])('%s given %s is not known', (statement, argument) => {
    expect(given(statement, argument)).toMatch(/^</);
  });

  it('is known where it is read, not where it is written', () => {
    const before = "function f(z) { const g = inner(); z = 'b'; function inner() { return z; } return g; }";
    const after = "function f(z) { z = 'b'; function inner() { return z; } return inner(); }";
    const again = "function f(z) { let g; while (list.next()) { g = z; z = 'b'; } return g; }";
    expect(text(evaluate(last(`${before} look(f('a'))`)))).toMatch(/^</);
    expect(text(evaluate(last(`${after} look(f('a'))`)))).toBe('b');
    expect(text(evaluate(last(`${again} look(f('a'))`)))).toMatch(/^</);
  });
});

describe('what texts and numbers become', () => {
  it.each([
    ["[1, null, undefined, 'x'].join('-')", '1---x'],
    ["['a', '', 0, 'b'].filter(Boolean).join('_')", 'a_b'],
    ["' a '.trim()", 'a'],
    ['(5).toString()', '5'],
    ['1 + 2 + "x"', '3x'],
    ["'x' + 1 + 2", 'x12'],
    ["'1' == '1' ? 'a' : 'b'", 'a'],
    ["undefined == null ? 'a' : 'b'", 'a'],
    ["'' == null ? 'a' : 'b'", 'b'],
    ["'abc'.slice(1)", 'bc'],
    ["'abc'.slice(0, -1)", 'ab'],
  ])('%s', (code, wanted) => {
    expect(text(evaluate(last(`look(${code})`)))).toBe(wanted);
  });

  it.each([
    ['(255).toString(16)'],
    ['` ${a}b `.trim().length ? 1 : 2'],
    ['`${a}`.trim()'],
  ])('%s is not known', (code) => {
    expect(text(evaluate(last(`look(${code})`)))).not.toMatch(/^[12]?\d*$/);
  });

  it('leaves no choice where both sides of == are of two kinds', () => {
    expect(text(evaluate(last("look('1' == 1 ? 'a' : 'b')")))).toBe('(a ?: b)');
  });
});
