/** Where a client of the old package goes: all that is done with it is seen, or it is told where it is lost. */
import { describe, expect, it } from 'vitest';
import { groupAt } from '../../src/find/packages/client-groups.js';
import { repository } from '../../src/find/repository.js';
import type { NodePath } from '../../src/syntax/index.js';

const MANIFESTS = { 'package.json': '{ "private": true, "dependencies": { "cloudflare": "^0.0.8" } }' };
const LOAD = "const { createClient } = require('cloudflare');\nconst make = { email: 'e', token: 't' };\n";
const IMPORT = "import { createClient } from 'cloudflare';\nconst make = { email: 'e', token: 't' };\n";

/** `calls`: of its methods; `leak`: where it is lost; the client is made first in the first file. */
function flow(files: Readonly<Record<string, string>>): { calls: number; leak: string | null; handedOut: boolean } {
  const [first] = Object.keys(files) as [string];
  const text = (file: string) => (file !== first ? '' : /\.m?ts$|\.mjs$/.test(file) ? IMPORT : LOAD) + files[file]!;
  const sources = Object.keys(files).map((file) => ({ file, text: text(file) }));
  const module = repository(sources, { manifests: MANIFESTS, whole: true }).module(first)!;
  let made: NodePath | undefined;
  module.program.traverse({
    CallExpression(path) {
      if (path.get('callee').isIdentifier({ name: 'createClient' })) made ??= path;
    },
  });
  const group = groupAt(made!);
  if (!group) throw new Error('no client is made');
  const leak = group.leak && text(group.leak.file).slice(group.leak.start, group.leak.end);
  return { calls: group.calls.length, leak: leak ?? null, handedOut: group.handedOut };
}

type Row = readonly [name: string, files: string | Readonly<Record<string, string>>];
const asFiles = (files: Row[1]) => (typeof files === 'string' ? { 'main.js': files } : files);

describe('is seen', () => {
  it.each<Row>([
    ['in a variable', 'const cf = createClient(make); cf.listDomains(done);'],
    ['in one that is set later', 'let cf; cf = createClient(make); cf.listDomains(done);'],
    ['in one that is set in passing', 'let cf; const other = (cf = createClient(make)); other.listDomains(done);'],
    [
      'where it is only asked for',
      'const cf = createClient(make); if (cf && typeof cf === "object") cf.listDomains(done); !cf;',
    ],
    ['behind a test of itself', 'const cf = createClient(make); cf && cf.listDomains(done); cf ? 1 : 2;'],
    ['with ?.', 'const cf = createClient(make); cf?.listDomains?.(done);'],
    ['in an object', 'const o = { cf: createClient(make), "other": 1 }; o.cf.listDomains(done);'],
    ['under a key that is a text', 'const o = { "cf": createClient(make) }; o["cf"].listDomains(done);'],
    ['in an object that is filled', 'const o = {}; o.cf = createClient(make); o.cf.listDomains(done);'],
    [
      'taken out of an object',
      'const o = { cf: createClient(make), x: 1 }; const { x, "cf": mine } = o; mine.listDomains(done);',
    ],
    ['handed to a function', 'function run(client) { client.listDomains(done); } run(createClient(make));'],
    ['by default', 'function run(client = createClient(make)) { client.listDomains(done); } run();'],
    ['given back', 'function get() { return createClient(make); } get().listDomains(done);'],
    ['given back by an arrow', 'const get = () => createClient(make); const cf = get(); cf.listDomains(done);'],
    ['given back by a method', 'const o = { get() { return createClient(make); } }; o.get().listDomains(done);'],
    [
      'in this',
      'class A { constructor() { this.cf = createClient(make); } list() { this.cf.listDomains(done); } } new A().list();',
    ],
    [
      'in a private field',
      'class A { #cf = createClient(make); list() { this.#cf.listDomains(done); } } new A().list();',
    ],
    ['in a field', 'class A { cf = createClient(make); list() { this.cf.listDomains(done); } }'],
    ['of an instance', 'class A { constructor() { this.cf = createClient(make); } } new A().cf.listDomains(done);'],
    [
      'in a maker of old',
      'function A() { this.cf = createClient(make); } A.prototype.list = function () { this.cf.listDomains(done); };',
    ],
    [
      'in a prototype',
      'function A() {} A.prototype.cf = createClient(make); A.prototype.list = function () { this.cf.listDomains(done); };',
    ],
    [
      'in a prototype that is written out',
      'function A() {} A.prototype = { cf: createClient(make), list: function () { this.cf.listDomains(done); } };',
    ],
    [
      'handed to a constructor',
      'class A { constructor(cf) { this.cf = cf; } list() { this.cf.listDomains(done); } } new A(createClient(make)).list();',
    ],
    ['by exports', { 'cf.js': 'exports.cf = createClient(make);', 'main.js': "require('./cf').cf.listDomains(done);" }],
    [
      'by module.exports',
      {
        'cf.js': 'module.exports = createClient(make);',
        'main.js': "const cf = require('./cf'); cf.listDomains(done);",
      },
    ],
    [
      'by an object of exports',
      {
        'cf.js': 'const cf = createClient(make); module.exports = { cf };',
        'main.js': "const { cf } = require('./cf'); cf.listDomains(done);",
      },
    ],
    [
      'by a function of exports',
      {
        'cf.js': 'exports.get = () => createClient(make);',
        'main.js': "const { get } = require('./cf'); get().listDomains(done);",
      },
    ],
    [
      'by an ES export',
      {
        'cf.mjs': 'export const cf = createClient(make);',
        'main.mjs': "import { cf } from './cf.mjs'; cf.listDomains(done);",
      },
    ],
    [
      'by another name',
      {
        'cf.mjs': 'const cf = createClient(make); export { cf as client };',
        'main.mjs': "import { client } from './cf.mjs'; client.listDomains(done);",
      },
    ],
    [
      'by default export',
      {
        'cf.mjs': 'export default createClient(make);',
        'main.mjs': "import cf from './cf.mjs'; cf.listDomains(done);",
      },
    ],
    [
      'handed on',
      {
        'cf.mjs': 'export const cf = createClient(make);',
        'index.mjs': "export { cf as client } from './cf.mjs';",
        'main.mjs': "import { client } from './index.mjs'; client.listDomains(done);",
      },
    ],
    [
      'handed on with all the others',
      {
        'cf.mjs': 'export const cf = createClient(make);',
        'index.mjs': "export * from './cf.mjs';",
        'main.mjs': "import * as all from './index.mjs'; all.cf.listDomains(done);",
      },
    ],
    ['in parentheses of TypeScript', { 'main.ts': 'const cf = (createClient(make) as any)!; cf.listDomains(done);' }],
    [
      'given back by one of several',
      'function get() { if (other) return createClient(make); return createClient(make); } get().listDomains(done);',
    ],
    ['in a static field', 'class A { static cf = createClient(make); } A.cf.listDomains(done);'],
    [
      'handed to a constructor of old',
      'function A(cf) { this.cf = cf; } A.prototype.list = function () { this.cf.listDomains(done); }; new A(createClient(make)).list();',
    ],
    [
      'in a member that a method of the object sets',
      'const o = { start() { this.cf = createClient(make); }, list() { this.cf.listDomains(done); } };',
    ],
    [
      'in a member that a function of the object sets',
      'const o = { start: function () { this.cf = createClient(make); }, list: function () { this.cf.listDomains(done); } };',
    ],
    [
      'in a member that a method of a prototype sets',
      'function A() {} A.prototype.start = function () { this.cf = createClient(make); }; A.prototype.list = function () { this.cf.listDomains(done); };',
    ],
    [
      'in a member that a method of a prototype sets, of a function in a variable',
      'var A = function () {}; A.prototype.start = function () { this.cf = createClient(make); }; A.prototype.list = function () { this.cf.listDomains(done); };',
    ],
    [
      'in a prototype that is written out, by a method',
      'function A() {} A.prototype = { start: function () { this.cf = createClient(make); }, list: function () { this.cf.listDomains(done); } };',
    ],
    [
      'in a parameter that is a property',
      {
        'main.ts':
          'class A { constructor(private cf: any) {} list() { this.cf.listDomains(done); } } new A(createClient(make)).list();',
      },
    ],
    [
      'handed to a class in a variable',
      'const A = class { constructor(cf) { this.cf = cf; } list() { this.cf.listDomains(done); } }; new A(createClient(make)).list();',
    ],
    [
      'under a text of exports',
      {
        'cf.mjs': "const cf = createClient(make); export { cf as 'the client' };",
        'main.mjs': "import { 'the client' as cf } from './cf.mjs'; cf.listDomains(done);",
      },
    ],
    [
      'by a default function',
      {
        'cf.mjs': 'export default function () { return createClient(make); }',
        'main.mjs': "import get from './cf.mjs'; get().listDomains(done);",
      },
    ],
    [
      'by a default class',
      {
        'cf.mjs': 'export default class { cf = createClient(make); }',
        'main.mjs': "import A from './cf.mjs'; new A().cf.listDomains(done);",
      },
    ],
    ['called at once', '(function (cf) { cf.listDomains(done); })(createClient(make));'],
    [
      'by call',
      'const cf = createClient(make); function list() { this.x = 1; } list.call(null); cf.listDomains(done);',
    ],
    [
      'in a class of another file',
      {
        'a.js': 'exports.A = class { constructor() { this.cf = createClient(make); } };',
        'main.js': "const { A } = require('./a'); new A().cf.listDomains(done);",
      },
    ],
    [
      'handed to another file',
      {
        'main.js': "const run = require('./run'); run(createClient(make));",
        'run.js': 'module.exports = function (cf) { cf.listDomains(done); };',
      },
    ],
  ])('%s', (_name, files) => {
    expect(flow(asFiles(files))).toEqual({ calls: 1, leak: null, handedOut: false });
  });

  it('where two of them meet', () => {
    const cf = 'let cf = createClient(make); if (other) cf = createClient(make); cf.listDomains(done);';
    expect(flow({ 'main.js': cf })).toMatchObject({ calls: 1, leak: null });
    const both = 'const cf = first ? createClient(make) : createClient(make); cf.listDomains(done);';
    expect(flow({ 'main.js': both })).toMatchObject({ calls: 1, leak: null });
  });
});

describe('is lost', () => {
  it.each<readonly [name: string, code: string, leak: string]>([
    ['handed to who knows whom', 'const cf = createClient(make); list.push(cf);', 'cf'],
    ['in a list', 'const all = [createClient(make)];', 'createClient(make)'],
    ['spread', 'const cf = createClient(make); const o = { ...cf };', 'cf'],
    ['under a method that is none', 'const cf = createClient(make); cf.unknown(done);', 'cf.unknown'],
    ['under a method that is not known', 'const cf = createClient(make); cf[name](done);', 'cf[name]'],
    [
      'under a method that is not called',
      'const cf = createClient(make); const list = cf.listDomains;',
      'cf.listDomains',
    ],
    ['taken apart', 'const { listDomains } = createClient(make);', '{ listDomains }'],
    ['under a key that is not known', 'const o = { [name]: createClient(make) };', '[name]: createClient(make)'],
    [
      'set under a key that is not known',
      'const o = {}; o[name] = createClient(make);',
      'o[name] = createClient(make)',
    ],
    ['read by a key that is not known', 'const o = { cf: createClient(make) }; o[name].listDomains(done);', 'o[name]'],
    ['set anew in its place', 'const o = { cf: createClient(make) }; o.cf = other;', 'o.cf'],
    ['set to something else', 'let cf = createClient(make); cf = other; cf.listDomains(done);', 'other'],
    ['counted', 'let cf = createClient(make); cf += 1;', 'cf += 1'],
    ['taken by a rest', 'const o = { cf: createClient(make) }; const { ...all } = o;', '{ ...all }'],
    [
      'called for another',
      'function run(client) { client.listDomains(done); } run.call(null, createClient(make));',
      'createClient(make)',
    ],
    ['thrown', 'throw createClient(make);', 'createClient(make)'],
    ['in a getter', 'class A { get cf() { return createClient(make); } }', 'get cf() { return createClient(make); }'],
    ['in a field of a computed name', 'class A { [name] = createClient(make); }', '[name] = createClient(make);'],
    [
      'handed to a function that takes all',
      'function run() { list(arguments); } run(createClient(make));',
      'createClient(make)',
    ],
    [
      'handed on among others',
      'function run(a, cf) { cf.listDomains(done); } run(...list, createClient(make));',
      'createClient(make)',
    ],
    ['given back by a coroutine', 'function* get() { return createClient(make); }', 'createClient(make)'],
    ['given back in a promise', 'async function get() { return createClient(make); }', 'createClient(make)'],
    ['in a variable that is not declared', 'cf = createClient(make);', 'cf = createClient(make)'],
    ['taken from a list', 'const [cf] = createClient(make);', '[cf]'],
    [
      'a function that is bound',
      'function get() { return createClient(make); } const other = get.bind(null);',
      'get.bind',
    ],
    [
      'a function that is set anew',
      'function get() { return createClient(make); } get = other; get().listDomains(done);',
      'function get() { return createClient(make); }',
    ],
    ['a function that is made with new', 'function get() { return createClient(make); } new get();', 'new get()'],
    ['in an object that is not known', 'other.cf = createClient(make);', 'other.cf = createClient(make)'],
    [
      'in an object that a function was given',
      'function run(o) { o.cf = createClient(make); }',
      'o.cf = createClient(make)',
    ],
    ['added to', 'const o = {}; o.cf += createClient(make);', 'o.cf += createClient(make)'],
    [
      'by default, where all are taken',
      'function run(cf = createClient(make)) { list(arguments); } run();',
      'cf = createClient(make)',
    ],
    [
      'in a parameter that is a property and is read as well',
      'function run(a) { const { b = createClient(make) } = a; b.listDomains(done); }',
      'b = createClient(make)',
    ],
    ['in a private static field', 'class A { static #cf = createClient(make); }', 'static #cf = createClient(make);'],
    ['in an object that is handed on', 'const o = { cf: createClient(make) }; list.push(o);', 'o'],
    [
      'in a prototype that another has',
      'function A() { this.cf = createClient(make); } B.prototype = A.prototype;',
      'A.prototype',
    ],
  ])('%s', (_name, code, leak) => {
    expect(flow({ 'main.js': code }).leak).toBe(leak);
  });
});
