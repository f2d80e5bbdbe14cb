/** What an expression is where the fact stands in another file. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.js';
import { elsewhereOf, type Value } from '../../src/evaluate/value.js';
import { repository } from '../../src/find/repository.js';
import type { NodePath } from '../../src/syntax/index.js';
import { specifiersIn } from '../../src/workspace/specifiers.js';

/** The value of the last statement of `main.*`, told briefly: literals as such, all else by its kind. */
function last(files: Readonly<Record<string, string>>, manifests: Readonly<Record<string, string>> = {}): unknown {
  return told(value(files, manifests));
}

function value(files: Readonly<Record<string, string>>, manifests: Readonly<Record<string, string>> = {}): Value {
  const index = repository(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    { manifests },
  );
  const main = Object.keys(files).find((file) => /(?:^|\/)main\.\w+$/.test(file)) as string;
  const module = index.module(main);
  const statement = module?.program.get<NodePath[]>('body').at(-1);
  return evaluate(statement?.get('expression') as NodePath);
}

function told(one: Value): unknown {
  if (one.kind === 'literal') return one.value;
  if (one.kind === 'object')
    return Object.fromEntries([
      ...one.entries.map(({ key, value: inner }) => [key, told(inner)]),
      ...(one.open ? [['…', true]] : []),
    ]);
  if (one.kind === 'array') return one.items.map(told);
  if (one.kind === 'external') return one.members.join('.');
  return elsewhereOf(one) ? 'elsewhere' : one.kind;
}

describe('CommonJS', () => {
  it.each([
    ['module.exports', "module.exports = { url: 'u' };", 'u'],
    ['exports.x', "exports.url = 'u';", 'u'],
    ['module.exports.x', "module.exports.url = 'u';", 'u'],
    ['both at once', "exports = module.exports = {}; exports.url = 'u';", 'u'],
    ['an alias', "var self = module.exports = {}; self.url = 'u';", 'u'],
    ['an object that is filled first', "var c = {}; c.url = 'u'; module.exports = c;", 'u'],
    ['an object that is filled later', "var c = {}; module.exports = c; c.url = 'u';", 'u'],
    ['Object.assign', "Object.assign(module.exports, { url: 'u' });", 'u'],
    ['a frozen object', "module.exports = Object.freeze({ url: 'u' });", 'u'],
    ['a constant', "const URL = 'u'; module.exports = { url: URL };", 'u'],
    ['exports lost with their object', "exports.url = 'v'; module.exports = { url: 'u' };", 'u'],
    ['exports of an object that is not handed out', "module.exports = { url: 'u' }; exports.url = 'v';", 'u'],
    [
      'exports that are asked for',
      "if (typeof exports === 'undefined') stop(); exports.url = 'u'; exports || stop();",
      'u',
    ],
    ['nothing', 'console.log(1);', undefined],
  ])('%s', (_name, config, expected) => {
    expect(last({ 'config.js': config, 'main.js': "var c = require('./config'); c.url;" })).toBe(expected);
  });

  it.each([
    ['exports in a list', "exports.url = 'u'; all = [exports];"],
    ['exports that are handed over', "exports.url = 'u'; change(exports);"],
    ['exports that a constructor is given', "exports.url = 'u'; new Change(exports);"],
    ['a condition', "if (x) module.exports = { url: 'u' };"],
    ['two values', "exports.url = 'u'; exports.url = 'v';"],
    ['a function that sets it', "exports.url = 'u'; exports.init = function () { exports.url = 'v'; };"],
    [
      'a function that sets it in the object',
      "var c = { url: 'u' }; c.init = function (o) { c.url = o; }; module.exports = c;",
    ],
    ['a variable that is set again', "var url = 'u'; url = 'v'; exports.url = url;"],
    ['a getter', "Object.defineProperty(exports, 'url', { get: function () { return 'u'; } });"],
    ['an unknown function', "fill(module.exports); exports.url = 'u';"],
    ['a computed name', "exports.url = 'u'; exports[k] = 'v';"],
  ])('does not guess: %s', (_name, config) => {
    const found = last({ 'config.js': config, 'main.js': "var c = require('./config'); c.url;" });
    expect(['unknown', 'member', 'choice']).toContain(found);
  });

  it('goes through modules that hand out others', () => {
    const files = {
      'lib/index.js': "module.exports = require('./a');",
      'lib/a.js': "exports.b = require('./b').deep;",
      'lib/b.json': '{ "deep": { "url": "u" } }',
      'main.js': "const { b: { url } } = require('./lib'); url;",
    };
    expect(last(files)).toBe('u');
  });
});

describe('ES modules', () => {
  it.each([
    ['a constant', "export const url = 'u';", "import { url } from './c'; url;"],
    ['a list', "const u = 'u'; export { u as url };", "import { url } from './c'; url;"],
    ['default', "export default { url: 'u' };", "import c from './c'; c.url;"],
    ['a named default', "const c = { url: 'u' }; export { c as default };", "import c from './c'; c.url;"],
    ['a namespace', "export const url = 'u';", "import * as c from './c'; c.url;"],
    ['require of it', "export const url = 'u';", "const c = require('./c'); c.url;"],
    ['another name', "export const url = 'u';", "import { url as there } from './c'; there;"],
  ])('%s', (_name, c, main) => {
    expect(last({ 'c.mjs': c, 'main.mjs': main })).toBe('u');
  });

  it.each([
    ['a barrel', "export * from './c';", "import { url } from './barrel'; url;"],
    ['names of a barrel', "export { url as there } from './c';", "import { there } from './barrel'; there;"],
    ['a namespace of a barrel', "export * as c from './c';", "import { c } from './barrel'; c.url;"],
    [
      'an import that is exported',
      "import { url } from './c'; export { url };",
      "import { url } from './barrel'; url;",
    ],
  ])('%s', (_name, barrel, main) => {
    expect(last({ 'c.mjs': "export const url = 'u';", 'barrel.mjs': barrel, 'main.mjs': main })).toBe('u');
  });

  it('takes a CommonJS module for its default', () => {
    expect(last({ 'c.cjs': "module.exports = { url: 'u' };", 'main.mjs': "import c from './c.cjs'; c.url;" })).toBe(
      'u',
    );
    expect(last({ 'c.cjs': "exports.url = 'u';", 'main.mjs': "import { url } from './c.cjs'; url;" })).toBe('u');
  });

  it('does not choose between two modules that give one name', () => {
    const files = {
      'a.mjs': "export const url = 'a';",
      'b.mjs': "export const url = 'b';",
      'barrel.mjs': "export * from './a'; export * from './b';",
      'main.mjs': "import { url } from './barrel'; url;",
    };
    expect(last(files)).toBe('unknown');
  });

  it('does not take a variable that is set again', () => {
    expect(last({ 'c.mjs': "export let url = 'u'; url = 'v';", 'main.mjs': "import { url } from './c'; url;" })).toBe(
      'unknown',
    );
  });
});

describe('TypeScript', () => {
  it.each([
    ['an enum', "export enum A { Edit = 'rec_edit' }", "import { A } from './a.js'; A.Edit;"],
    ['an enum in a list', "enum A { Edit = 'rec_edit' } export { A };", "import { A } from './a.js'; A.Edit;"],
    ['export =', "const a = { Edit: 'rec_edit' }; export = a;", "import a = require('./a'); a.Edit;"],
    ['as const', "export const a = { Edit: 'rec_edit' } as const;", "import { a } from './a.js'; a.Edit;"],
  ])('%s', (_name, a, main) => {
    expect(last({ 'a.ts': a, 'main.ts': main })).toBe('rec_edit');
  });
});

describe('which file a specifier means', () => {
  const main = (specifier: string) => ({ 'src/main.js': `const c = require('${specifier}'); c.url;` });
  it.each([
    ['./c', 'src/c.js'],
    ['./c.js', 'src/c.js'],
    ['./c.js', 'src/c.ts'],
    ['./c', 'src/c.ts'],
    ['./c', 'src/c/index.js'],
    ['./c/', 'src/c/index.js'],
    ['../c', 'c.cjs'],
    ['..', 'index.js'],
    ['.', 'src/index.js'],
  ])('%s is %s', (specifier, file) => {
    expect(last({ [file]: "exports.url = 'u';", ...main(specifier) })).toBe('u');
  });

  it('asks the package.json of a folder', () => {
    const files = { 'src/c/lib/x.js': "exports.url = 'u';", 'src/c/index.js': "exports.url = 'v';", ...main('./c') };
    expect(last(files, { 'src/c/package.json': '{ "main": "./lib/x" }' })).toBe('u');
  });

  it('takes a file before a folder, and none outside of the root', () => {
    expect(last({ 'src/c.js': "exports.url = 'u';", 'src/c/index.js': "exports.url = 'v';", ...main('./c') })).toBe(
      'u',
    );
    expect(last({ 'c.js': "exports.url = 'u';", ...main('../../c') })).toBe('member');
  });

  it('is found in a text without parsing', () => {
    const text = `import a from './a'; export * from "../b"; const c = require( './c' ); import './d'; import('./e'); x from 'y';`;
    expect(specifiersIn(text)).toEqual(['./a', '../b', './c', './d', './e', 'y']);
  });
});

describe('what is not certain', () => {
  it('is a value that a third file sets', () => {
    const files = {
      'config.js': "module.exports = { url: 'u', other: 'o' };",
      'patch.js': "const config = require('./config'); config.url = process.argv[2];",
    };
    expect(last({ ...files, 'main.js': "require('./config').url;" })).toBe('unknown');
    expect(last({ ...files, 'main.js': "require('./config').other;" })).toBe('o');
  });

  it('is all of an object that a third file extends', () => {
    const files = {
      'config.js': "module.exports = { url: 'u' };",
      'patch.js': "Object.assign(require('./config'), local);",
      'main.js': "require('./config').url;",
    };
    expect(last(files)).toBe('unknown');
  });

  it('is what comes back to itself', () => {
    const files = {
      'a.js': "exports.url = require('./b').url; exports.own = 'o';",
      'b.js': "exports.url = require('./a').url;",
    };
    expect(last({ ...files, 'main.js': "require('./a').url;" })).not.toBeTypeOf('object');
    expect(last({ ...files, 'main.js': "require('./a').own;" })).toBe('o');
  });

  it('is a specifier that is made at run time, and a package', () => {
    expect(last({ 'a.js': "exports.url = 'u';", 'main.js': 'require(process.argv[2]).url;' })).toBe('member');
    expect(last({ 'a.js': "exports.url = 'u';", 'main.js': "import { url } from 'a'; url;" })).toBe('url');
  });

  it('is shadowed by what the file declares itself', () => {
    const main = "const { url } = require('./a'); (function (url) { return url; })(process.env.X);";
    expect(last({ 'a.js': "exports.url = 'u';", 'main.js': main })).toBe('process.env.X');
  });
});

describe('how this file says it', () => {
  const config = "module.exports = { cf: { email: 'e', key: process.env.KEY, zones: ['a.com'] } };";
  it.each([
    ["const config = require('./config'); config.cf;", ['config.cf.email', 'config.cf.key', 'config.cf.zones']],
    ["const { cf } = require('./config'); cf;", ['cf.email', 'cf.key', 'cf.zones']],
    ["const cf = require('./config').cf; cf;", ['cf.email', 'cf.key', 'cf.zones']],
    [
      "require('./config').cf;",
      ["require('./config').cf.email", "require('./config').cf.key", "require('./config').cf.zones"],
    ],
  ])('%s', (main, texts) => {
    const found = value({ 'config.js': config, 'main.js': main });
    expect(found.kind === 'object' && found.entries.map(({ value: { text } }) => text?.code)).toEqual(texts);
  });

  it('lets functions of other files make forms, and says what is theirs alone by no name', () => {
    const files = {
      'forms.js': 'const own = load(); exports.build = (a, more) => ({ a, own, env: process.env.KEY, ...more });',
      'main.js': "const { build } = require('./forms'); build('stats', { z: zone });",
    };
    const found = value(files);
    expect(told(found)).toMatchObject({ a: 'stats', env: 'process.env.KEY', z: 'zone' });
    const text = (key: string) => found.kind === 'object' && found.entries.find((one) => one.key === key)?.value.text;
    expect(text('own')).toBeNull();
    expect(text('env')).toEqual({ code: 'process.env.KEY', atLoad: false });
    expect(text('z')).toBeUndefined();
  });

  it('shows functions and classes of other files to those who ask for them alone', () => {
    const files = { 'lib.js': 'exports.f = () => 1; exports.C = class {};' };
    expect(last({ ...files, 'main.js': "require('./lib').f;" })).toBe('elsewhere');
    expect(last({ ...files, 'main.js': "require('./lib').C;" })).toBe('elsewhere');
    expect(last({ ...files, 'main.js': "require('./lib').f();" })).toBe(1);
  });
});
