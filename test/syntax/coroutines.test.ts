/** Generators that are run by co and its like are read as `async` functions, others as what they are. */
import { describe, expect, it } from 'vitest';
import { asCoroutines, isFailure, parseModule, type SourceModule } from '../../src/syntax/index.js';

function parsed(text: string): SourceModule {
  const module = parseModule('a.js', text);
  if (isFailure(module)) throw new Error(module.message);
  return module;
}

/** The functions of a text by what they are read as, and how often each waits. */
function read(text: string): string[] {
  const found: string[] = [];
  parsed(text).program.traverse({
    Function(path) {
      if (path.node.generator || path.node.async) found.push(path.node.generator ? 'generator' : 'async');
    },
  });
  return found;
}

describe('a generator function', () => {
  it.each([
    ["const co = require('co'); co(function* () { const a = yield f(); });"],
    ["import co from 'co'; export const f = co.wrap(function* (a) { yield g(a); });"],
    ["const { coroutine } = require('bluebird'); const f = coroutine(function* () { yield g(); });"],
    ["const wrap = require('co').wrap; exports.f = wrap(function* () { yield g(); });"],
    ['const f = Promise.coroutine(function* () { yield g(); });'],
    ["const Q = require('q'); Q.spawn(function* () { yield g(); });"],
    ["const app = require('koa')(); app.use(function* (next) { yield next(); });"],
    ['function f() { return __awaiter(this, void 0, void 0, function* () { yield g(); }); }'],
    ['exports.f = function* (a) { const b = yield g(a); return b.c; };'],
    ["const co = require('co'); function* f() { yield g(); } co(f);"],
    ["const co = require('co'); function* f(a) { yield g(a); } co(f(1)).then(h);"],
  ])('is a coroutine: %s', (text) => {
    expect(read(text)).toEqual(['async']);
  });

  it.each([
    ['function* f() { yield 1; yield 2; }'],
    ['run(function* () { const a = yield g(); });'],
    ["const co = require('./co'); co(function* () { yield g(); });"],
    ["const co = require('co'); function* f() { yield g(); } co(f); for (const a of f()) h(a);"],
    ["const co = require('co'); co(f); class A { *[Symbol.iterator]() { yield* this.all(); } }"],
    ["const co = require('co'); co(function* () { for (const a of list) yield; });"],
    ['exports.f = function* (list) { for (const a of list) yield g(a); };'],
  ])('is none: %s', (text) => {
    expect(read(text)).toEqual(['generator']);
  });

  it('may be what another delegates to', () => {
    const text = 'function* f() { return yield g(); } function* h() { yield* f(); }';
    expect(read(`${text} require('co')(h);`)).toEqual(['async', 'async']);
    expect(read(`${text} [...h()];`)).toEqual(['generator', 'generator']);
  });
});

describe('what is written into a coroutine', () => {
  const before = parsed("const co = require('co'); function* f() { yield 1..g(); } co(function* () { yield* f(); });");
  const inside = (text: string) => asCoroutines(before, `co(function* () { ${text} });`);
  it.each([
    ['const a = await b(c);', 'const a = yield b(c);'],
    ['if (a && await b()) c(await d, (await e).f);', 'if (a && (yield b())) c(yield d, (yield e).f);'],
    ['const a = await b ? await c : `${await d}`;', 'const a = (yield b) ? yield c : `${yield d}`;'],
    ['const f = async () => { await a; };', 'const f = async () => { await a; };'],
    ['return (await a(await b)).c;', 'return (yield a(yield b)).c;'],
    ['await a() || await b();', '(yield a()) || (yield b());'],
    ['yield* f(); yield* g(a).then(b);', 'yield* f(); yield g(a).then(b);'],
  ])('%s', (text, expected) => {
    expect(inside(text)).toBe(inside(expected));
    expect(inside(text)).toContain(expected);
  });

  it('keeps its generator', () => {
    expect(() => asCoroutines(before, 'f(function () { yield (a); });')).toThrow('lost');
  });
});

/** The calls of a text by the names of what is called, where that is a name or a member. */
function calls(text: string): string[] {
  const found: string[] = [];
  parsed(text).program.traverse({
    CallExpression({ node: { callee, arguments: args } }) {
      const made = callee.type === 'CallExpression' ? callee : null;
      const base = made?.callee ?? callee;
      const name = base.type === 'MemberExpression' ? base.property : base;
      if (name.type === 'Identifier') found.push(`${name.name}${made ? '()' : ''}/${args.length}`);
    },
  });
  return found;
}

describe('a function that is handed a callback', () => {
  const head = "const Promise = require('bluebird'); const request = require('request'); const co = require('co');";
  it.each([
    ['Promise.fromCallback((cb) => request.post(a, cb)).then(b);', 'promisify()/1'],
    ['Promise.fromNode(function (cb) { request.post(a, cb); }, { multiArgs: true });', 'promisify()/1'],
    ['function f(a) { return Promise.fromCallback((cb) => { g(a); cb(null, 1); }); } f(1);', 'promisify()/1'],
    ['co(function* () { yield (cb) => request.post(a, cb); });', 'thunkify()/1'],
    [
      'function f(a) { return (cb) => { request.post(a, (e) => cb(e)); }; } co(function* () { yield f(1); });',
      'thunkify()/1',
    ],
  ])('is one that promises: %s', (text, expected) => {
    expect(calls(`${head} ${text}`)).toContain(expected);
  });

  it.each([
    ['Promise.fromCallback((cb) => client.post(a, cb));'],
    ['Promise.fromCallback((cb) => { b(); request.post(a, cb); });'],
    ['Promise.fromCallback((cb) => request.post(a, cb.bind(null)));'],
    ['function f(a) { return (cb) => { cb(null, a); }; } co(function* () { yield f(1); }); f(2)(g);'],
    ['function f(a) { return (cb) => { cb(null, a); }; } co(function* () { yield f(); });'],
    ['function f(a) { return Promise.fromCallback((cb) => { g(this, cb); }); } f(1);'],
  ])('stays as it is: %s', (text) => {
    expect(calls(`${head} ${text}`).some((one) => /^(?:promisify|thunkify)/.test(one))).toBe(false);
  });
});
