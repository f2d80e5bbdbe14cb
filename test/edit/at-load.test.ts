/** Whether a client can be made when the file is loaded: what its credentials wait for, and what may still change them. */
import { describe, expect, it } from 'vitest';
import { settledAfter } from '../../src/edit/at-load.js';
import { isSetMeanwhile } from '../../src/edit/set-meanwhile.js';
import { evaluate } from '../../src/evaluate/evaluate.js';
import type { ast, NodePath } from '../../src/syntax/index.js';
import { marked } from './marked.js';

const NOW = { lateEnvironment: false, lateModules: false };

/** The first lines of the statements that must come before; null where the value is not settled. */
function waitsFor(code: string, outside = NOW, file = 'a.js'): string[] | null {
  const { module, paths } = marked(code, file);
  const statements = settledAfter(evaluate(paths[0]!), outside);
  if (!statements) return null;
  const texts = statements.map(({ node }) => module.text.slice(node.start!, node.end!).split('\n')[0]!);
  return [...new Set(texts)].sort();
}

describe('what is the same at load as at the call', () => {
  it.each([
    ["send(⟦'key'⟧);", []],
    ['send(⟦process.env.KEY⟧);', []],
    ['send(⟦process.env.KEY + process.env.MAIL⟧);', []],
    ['const key = process.argv[2]; send(⟦key⟧);', ['const key = process.argv[2];']],
    ["const config = require('./config'); send(⟦config.key⟧);", ["const config = require('./config');"]],
    ["import config from './config'; send(⟦config.key⟧);", ["import config from './config';"]],
    ["const { key } = require('./config'); send(⟦key⟧);", ["const { key } = require('./config');"]],
    ["send(⟦require('./config').key⟧);", []],
    ['const config = {}; config.key = f; send(⟦config.key⟧);', ['config.key = f;', 'const config = {};']],
    ['const config = {}; config.a.key = f; send(⟦config.key⟧);', ['config.a.key = f;', 'const config = {};']],
    ['const config = {}; config.n++; send(⟦config.key⟧);', ['config.n++;', 'const config = {};']],
    ['const config = {}; delete config.n; send(⟦config.key⟧);', ['const config = {};', 'delete config.n;']],
    [
      'const config = {}; Object.assign(config, f); send(⟦config.key⟧);',
      ['Object.assign(config, f);', 'const config = {};'],
    ],
    ['const config = {}; Object.assign({}, config); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; if (!config) f(); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; if (config) f(); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; f(config ? 1 : 2); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; f(config === g); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; f({ ...config }); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; const { a } = config; send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; console.log(config); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; JSON.stringify(config); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; Object.keys(config); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; Object.freeze(config); send(⟦config.key⟧);', ['const config = {};']],
    ['const config = {}; f(config.a); send(⟦config.key⟧);', ['const config = {};']],
    ['process.env.KEY = f; send(⟦process.env.KEY⟧);', ['process.env.KEY = f;']],
    ['process.env.MAIL = f; send(⟦process.env.KEY⟧);', []],
    ['process.env[n] = f; send(⟦process.env.KEY⟧);', ['process.env[n] = f;']],
    ["require('dotenv').config(); send(⟦process.env.KEY⟧);", ["require('dotenv').config();"]],
    ["require('dotenv/config'); send(⟦process.env.KEY⟧);", ["require('dotenv/config');"]],
    ["import 'dotenv/config'; send(⟦process.env.KEY⟧);", []],
    ['Object.assign(process.env, f); send(⟦process.env.KEY⟧);', ['Object.assign(process.env, f);']],
    ['console.log(process.env); send(⟦process.env.KEY⟧);', []],
    ['send(⟦String(process.env.KEY)⟧);', []],
    ['if (t) { const config = f; } send(⟦process.env.KEY⟧);', []],
  ])('%s', (code, statements) => {
    expect(waitsFor(code)).toEqual(statements);
  });

  it.each([
    ['an enum', "enum Key { Main = 'key' }\nsend(⟦Key[name]⟧);", ["enum Key { Main = 'key' }"]],
    [
      'a namespace',
      'export namespace Config { export const key = f; }\nsend(⟦Config.key⟧);',
      ['export namespace Config { export const key = f; }'],
    ],
  ])('%s of TypeScript', (_name, code, statements) => {
    expect(waitsFor(code, NOW, 'a.ts')).toEqual(statements);
  });
});

describe('what may be another at the call', () => {
  it.each([
    'let key = f; key = g; send(⟦key⟧);',
    'function call(key) { send(⟦key⟧); }',
    'function call() { const key = f; send(⟦key⟧); }',
    'let key; later(() => { key = f; }); send(⟦key⟧);',
    'send(⟦this.key⟧);',
    'async () => { send(⟦await f⟧); };',
    'send(⟦f()⟧);',
    'send(⟦() => f⟧);',
    'const config = {}; later(() => { config.key = f; }); send(⟦config.key⟧);',
    'const config = {}; f(config); send(⟦config.key⟧);',
    'const config = {}; const other = config; send(⟦config.key⟧);',
    'const config = {}; Object.values(f, () => config.n++); send(⟦config.key⟧);',
    'later(() => { process.env.KEY = f; }); send(⟦process.env.KEY⟧);',
    "later(() => { require('dotenv').config(); }); send(⟦process.env.KEY⟧);",
  ])('%s', (code) => {
    expect(waitsFor(code)).toBeNull();
  });

  it('a variable of a namespace', () => {
    expect(waitsFor('namespace Config { export let key = f; }\nsend(⟦Config.key⟧);', NOW, 'a.ts')).toBeNull();
    expect(waitsFor('declare namespace Config { let key; }\nsend(⟦Config.key⟧);', NOW, 'a.ts')).toEqual([]);
  });

  it.each([
    ['send(⟦process.env.KEY⟧);', true],
    ["require('dotenv').config(); send(⟦process.env.KEY⟧);", false],
    ["import 'dotenv/config'; send(⟦process.env.KEY⟧);", false],
    ["import dotenv from 'dotenv'; send(⟦process.env.KEY⟧);", true],
    ["send(⟦'key'⟧);", false],
  ])('%s, where the environment is set up late: %s', (code, late) => {
    expect(waitsFor(code, { ...NOW, lateEnvironment: true }) === null).toBe(late);
  });

  it.each([
    ["const config = require('./config'); send(⟦config.key⟧);", true],
    ["const config = require('../config').cloudflare; send(⟦config.key⟧);", true],
    ["import config from '/config'; send(⟦config.key⟧);", true],
    ["import config from './config.json'; send(⟦config.key⟧);", false],
    ["import config from 'config'; send(⟦config.key⟧);", false],
    ['const config = {}; send(⟦config.key⟧);', false],
    ['send(⟦global.key⟧);', true],
    ['send(⟦globalThis.key⟧);', true],
    ['send(⟦window.key⟧);', true],
    ['send(⟦module.key⟧);', false],
  ])('%s, where other files are filled in late: %s', (code, late) => {
    expect(waitsFor(code, { ...NOW, lateModules: true }) === null).toBe(late);
  });
});

describe('a member that is read while a call waits', () => {
  /** The first place is the member, the second the call. */
  const isSet = (code: string, style: 'await' | 'callback' = 'callback') => {
    const { paths } = marked(code, 'a.js');
    const [member, anchor] = paths as [NodePath<ast.MemberExpression>, NodePath];
    return isSetMeanwhile(member, { anchor, style });
  };

  it.each([
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; o.level = 1; }', true],
    ['function f(o) { use(⟦o.level⟧); o.level = 1; ⟦send()⟧; }', false],
    ['function f(o) { while (t) { use(⟦o.level⟧); o.level = 1; ⟦send()⟧; } }', true],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; o.other = 1; }', false],
    ['function f(o, p) { use(⟦o.level⟧); ⟦send()⟧; p.level = 1; }', true],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g(p) { p.level = 1; }', true],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g() { const p = {}; p.level = 1; }', false],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g() { const p = new P(); p.level = 1; }', false],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g() { const p = {}; h(p); p.level = 1; }', true],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g() { const p = h(); p.level = 1; }', true],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g() { const p = {}; while (t) { p.level = 1; } }', true],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g() { while (t) { const p = {}; p.level = 1; } }', false],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g() { try {} catch (p) { p.level = 1; } }', false],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } exports.level = 1;', false],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } module.exports.level = 1;', false],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } P.prototype.level = 1;', false],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } process.env.level = 1;', false],
    ['class C { f() { use(⟦this.level⟧); ⟦send()⟧; } g() { this.level = 1; } }', true],
    ['class C { f() { use(⟦this.level⟧); ⟦send()⟧; } constructor() { this.level = 1; } }', false],
    ['function f() { use(⟦this.level⟧); ⟦send()⟧; } function Made() { this.level = 1; }', false],
    ['function f() { use(⟦this.level⟧); ⟦send()⟧; } const Made = function () { this.level = 1; };', false],
    ['function f() { use(⟦this.level⟧); ⟦send()⟧; } function made() { this.level = 1; }', true],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g(o) { o[k] = 1; }', false],
    ['function f(o) { use(⟦o.level⟧); ⟦send()⟧; o[k] = 1; }', true],
    ['function f(o) { use(⟦o.level⟧); o[k] = 1; ⟦send()⟧; }', false],
    ['function f(list) { use(⟦list.length⟧); ⟦send()⟧; list.push(1); }', true],
    ['function f(list) { use(⟦list.length⟧); list.push(1); ⟦send()⟧; }', false],
    ['function f(list) { use(⟦list.length⟧); ⟦send()⟧; } function g(o) { o.list.shift(); }', true],
    ['function f(list) { use(⟦list.length⟧); ⟦send()⟧; other.push(1); }', false],
  ])('%s: may be set: %s', (code, set) => {
    expect(isSet(code)).toBe(set);
  });

  it('is set by others alone where the function waits', () => {
    expect(isSet('async function f(o) { use(⟦o.level⟧); ⟦send()⟧; o.level = 1; }', 'await')).toBe(false);
    expect(isSet('async function f(o) { use(⟦o.level⟧); ⟦send()⟧; } function g(o) { o.level = 1; }', 'await')).toBe(
      true,
    );
  });
});
