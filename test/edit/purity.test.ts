/** What is thrown away with a call that is gone: only what did nothing but give a value. */
import { describe, expect, it } from 'vitest';
import { isPure } from '../../src/edit/purity.js';
import type { NodePath } from '../../src/syntax/index.js';
import { marked, placeIn } from './marked.js';

const BEFORE = `
import { createClient } from 'cloudflare';
import CloudflareAPI from 'cloudflare-api';
import merge from 'lodash/merge';
import fs from 'fs';
let zone: any, list: any, run: any, form: any, other: any;
const made = (z) => ({ z });
const filled = function (z) { const o: any = {}; o.z = z; o.a = 'stats'; return o; };
const calls = () => run();
const callsFirst = () => { run(); return 1; };
const changesGiven = (o) => { o.z = 1; return o; };
const changesOuter = () => { form.z = 1; return 1; };
const changesOther = () => { const o = form; o.z = 1; return o; };
const setsOuter = () => { other = 1; return 1; };
const setsCalled = () => { const o: any = {}; o.z = run(); return o; };
const declaresCalled = () => { const z = run(); return z; };
const returnsCalled = () => { return run(); };
const nothing = () => { return; };
const undeclared = () => { let z; return z; };
const takesPattern = ({ z }) => z;
const later = async () => 1;
function* many() { return 1; }
const itself = () => itself();
let varying = () => 1;
varying = run;
class Keeps { z = 1; key; constructor(key, email = 'a') { this.key = key; } list() { return run(); } }
class Hidden extends Object { constructor() { super(); } }
class Asks { constructor() { run(); } }
class AsksInField { z = run(); }
class Inherits extends Keeps {}
class SetsComputed { constructor(k) { this[k] = 1; } }
class SetsOther { constructor(k) { k.z = 1; } }
class AddsUp { n = 0; constructor(k) { this.n += k; } }
class DefaultAsks { constructor(k = run()) {} }
class TakesRest { constructor(...all) {} }
function Old(key) { this.key = key; }
function OldAsks(key) { this.key = run(key); }
const OldToo = function (key) { this.key = key; };
const Arrow: any = (key) => key;
let Swapped: any = Keeps;
Swapped = Asks;
`;

const NOTHING = [
  '1',
  "'text'",
  'null',
  '/x/',
  'zone',
  'this',
  'import.meta',
  '() => run()',
  'function () { run(); }',
  'zone.name',
  'zone[list]',
  '`of ${zone}`',
  '`plain`',
  '{}',
  '{ a: 1, z: zone.name, ...form, list() { run(); } }',
  '{ [zone]: 1 }',
  '[]',
  '[1, zone]',
  '[, 1]',
  "zone + '.'",
  'zone || list',
  'zone ?? list',
  'zone ? 1 : 2',
  '!zone',
  'typeof zone',
  'void 0',
  'zone as string',
  'zone!',
  'zone satisfies string',
  '<string>zone',
  "await import('cloudflare')",
  "require('request')",
  'encodeURIComponent(zone)',
  'String(zone)',
  'Number(zone)',
  'JSON.stringify({ zone })',
  'Object.assign({}, form)',
  'Object.keys(form)',
  'Object.freeze(form)',
  'querystring.stringify(form)',
  'qs.stringify(form)',
  'zone.toString()',
  'request.defaults({ form })',
  'util.promisify(run)',
  'promisify(run)',
  'Buffer.byteLength(zone)',
  'Buffer.from(zone)',
  'new URLSearchParams(form)',
  'new URL(zone)',
  'new FormData()',
  'new Headers({})',
  'new Map()',
  'new Set(list)',
  'new Date()',
  'Date.now()',
  'new https.Agent({})',
  'new http.Agent({})',
  "list.map((one) => ({ z: one })).join(',')",
  'list.filter(Boolean)',
  "zone.trim().toLowerCase().split('.').slice(1)",
  "zone.replace('a', 'b')",
  'axios.create({})',
  'axios.create({}).defaults({})',
  "createClient({ token: 'a' })",
  "new CloudflareAPI({ token: 'a' })",
  'merge({}, form)',
  'made(zone)',
  '(() => 1)()',
  'filled(zone)',
  'nothing()',
  'undeclared()',
  'new Keeps(zone)',
  'new Old(zone)',
  'new OldToo(zone)',
];

const CALLS = [
  'createRequire querystring.encode qs.encode QueryString.stringify querystringify.stringify util.denodeify Q.nfbind',
  'when.lift run.bind run.partial _.extend _.assign _.merge _.clone _.cloneDeep axios.create redis.createClient',
  'url.parse url.format url.resolve Promise.promisifyAll denodeify pify thenify thunkify util._extend Buffer',
  'Buffer.alloc list.concat list.keys list.entries zone.toUpperCase zone.slice',
].flatMap((names) => names.split(' '));

const SOMETHING = [
  'run()',
  'run?.()',
  'run``',
  'zone = 1',
  'zone++',
  'delete form.z',
  '!run()',
  'run().name',
  'run()[0]',
  'zone[run()]',
  '`of ${run()}`',
  '{ a: run() }',
  '{ ...run() }',
  '{ [run()]: 1 }',
  '{ [run()]() {} }',
  '[run()]',
  '[1, run()]',
  '[...run()]',
  'run() + 1',
  '1 + run()',
  'zone || run()',
  'run() || zone',
  'run() ? 1 : 2',
  'zone ? run() : 1',
  'zone ? 1 : run()',
  'run() as string',
  'run()!',
  'await zone',
  "fs.writeFileSync('a', zone)",
  'new Other()',
  'String(run())',
  'Date.nowhere()',
  'myString(zone)',
  'Stringify(zone)',
  'list.push(1)',
  'list.sort()',
  'list.map((one) => run(one))',
  'list[map]((one) => one)',
  'run().map((one) => one)',
  'list.map((one) => one, run())',
  'createClient({ token: run() })',
  'calls()',
  'callsFirst()',
  'changesGiven(form)',
  'changesOuter()',
  'changesOther()',
  'setsOuter()',
  'setsCalled()',
  'declaresCalled()',
  'returnsCalled()',
  'takesPattern(form)',
  'later()',
  'many()',
  'itself()',
  'varying()',
  'made(run())',
  'new Asks()',
  'new AsksInField()',
  'new Inherits()',
  'new SetsComputed(zone)',
  'new SetsOther(form)',
  'new AddsUp(1)',
  'new DefaultAsks()',
  'new TakesRest()',
  'new OldAsks(zone)',
  'new Arrow(zone)',
  'new Swapped()',
  'new Keeps(run())',
  'new Hidden()',
  'send.create()()',
  'run().create({})',
];

/** All in one file: what stands before them is read once. */
function placesOf(codes: readonly string[]): ReadonlyMap<string, NodePath> {
  const { paths } = marked(
    `${BEFORE}${codes.map((code, index) => `export const it${index}: any = ⟦${code}⟧;\n`).join('')}`,
  );
  return new Map(codes.map((code, index) => [code, paths[index]!]));
}

const PLACES = placesOf([
  ...NOTHING,
  ...SOMETHING,
  ...CALLS.flatMap((name) => [`${name}({}, zone)`, `${name}({}, run())`, `${name}s({}, zone)`]),
]);
const pure = (code: string) => isPure(PLACES.get(code)!);

it.each(NOTHING)('nothing is lost with %s', (code) => {
  expect(pure(code)).toBe(true);
});

it.each(CALLS)('nothing is lost with calls of %s', (name) => {
  expect(pure(`${name}({}, zone)`)).toBe(true);
  expect(pure(`${name}({}, run())`)).toBe(false);
  expect(pure(`${name}s({}, zone)`)).toBe(false);
});

it.each(SOMETHING)('something is lost with %s', (code) => {
  expect(pure(code)).toBe(false);
});

describe('what is lost depends on', () => {
  it('what has a name is changed by merge and extend', () => {
    const before = "import { extend } from 'lodash';\nlet form: any;\n";
    expect(isPure(placeIn(`${before}export const it = ⟦extend({}, form)⟧;`))).toBe(true);
    expect(isPure(placeIn(`${before}export const it = ⟦extend(form, { z: 1 })⟧;`))).toBe(false);
  });

  it('a call, unless it is made elsewhere now', () => {
    const path = placeIn('export const it = [{ z: ⟦send(1)⟧ }];');
    const list = path.findParent((one) => one.isArrayExpression())!;
    expect(isPure(list)).toBe(false);
    expect(isPure(list, (call) => call.node === path.node)).toBe(true);
  });
});
