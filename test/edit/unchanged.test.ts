/** Whether a text that was written earlier still gives the same, and means the same, where the call stands. */
import { describe, expect, it } from 'vitest';
import { numberServes } from '../../src/edit/number-places.js';
import { startsAtZero } from '../../src/edit/page-offset.js';
import { namesReach } from '../../src/edit/reachable.js';
import { staysUntil } from '../../src/edit/unchanged.js';
import { evaluate } from '../../src/evaluate/evaluate.js';
import { marked, placeIn } from './marked.js';

/** The first place is the text, the second the call. */
const stays = (code: string) => {
  const { paths } = marked(code, 'a.js');
  return staysUntil(paths[0]!, paths[1]!);
};

describe('stays what it was', () => {
  it.each([
    'const form = ⟦zone⟧; ⟦send(form)⟧;',
    "const form = ⟦'text'⟧; zone = 1; ⟦send(form)⟧;",
    'zone = 1; const form = ⟦zone⟧; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; ⟦send(form)⟧; zone = 1;',
    'const form = ⟦zone⟧; other = 1; ⟦send(form)⟧;',
    'const form = ⟦o.zone⟧; o.other = 1; ⟦send(form)⟧;',
    'const form = ⟦o.zone⟧; p.zone = 1; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; o.zone = 1; ⟦send(form)⟧;',
    'const form = ⟦{ zone: 1 }⟧; zone = 1; ⟦send(form)⟧;',
    'const form = ⟦o.zone⟧; zone = 1; ⟦send(form)⟧;',
    'const form = ⟦list.length⟧; list.join(); ⟦send(form)⟧;',
    'const form = ⟦zone⟧; f(zone); ⟦send(form)⟧;',
    'const form = ⟦zone⟧; Object.keys(zone); ⟦send(form)⟧;',
    'const form = ⟦o⟧; Object.assign({}, o); ⟦send(form)⟧;',
    'const form = ⟦zone⟧; later(() => { zone = 1; }); ⟦send(form)⟧;',
    'const form = ⟦zone⟧; { let zone = 2; zone = 3; } ⟦send(form)⟧;',
    'const form = ⟦zone⟧; -zone; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; for (const one of zone) f(one); ⟦send(form)⟧;',
    'send((zone = 1), ⟦zone⟧, ⟦1⟧);',
    'const form = ⟦zone⟧; function f() { ⟦send(form)⟧; }',
    'zone = 1; const form = ⟦zone⟧; function f() { ⟦send(form)⟧; }',
    'const made = () => ⟦zone⟧; ⟦send(made())⟧; zone = 1;',
    'function made() { return ⟦zone⟧; } const form = made(); ⟦send(form)⟧; zone = 1;',
  ])('%s', (code) => {
    expect(stays(code)).toBe(true);
  });
});

describe('may be another by then', () => {
  it.each([
    'const form = ⟦zone⟧; zone = 1; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; zone += 1; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; zone++; ⟦send(form)⟧;',
    'const form = ⟦`of ${zone}`⟧; zone = 1; ⟦send(form)⟧;',
    'const form = ⟦{ zone }⟧; zone = 1; ⟦send(form)⟧;',
    'const form = ⟦{ z: zone }⟧; zone = 1; ⟦send(form)⟧;',
    'const form = ⟦{ [zone]: 1 }⟧; zone = 1; ⟦send(form)⟧;',
    'const form = ⟦o[zone]⟧; zone = 1; ⟦send(form)⟧;',
    'const form = ⟦o.zone⟧; o.zone = 1; ⟦send(form)⟧;',
    'const form = ⟦o.zone⟧; o = p; ⟦send(form)⟧;',
    'const form = ⟦o⟧; o.zone = 1; ⟦send(form)⟧;',
    'const form = ⟦o.zone.name⟧; o.zone = 1; ⟦send(form)⟧;',
    'const form = ⟦o.zone⟧; o[k] = 1; ⟦send(form)⟧;',
    'const form = ⟦o?.zone⟧; o.zone = 1; ⟦send(form)⟧;',
    'const form = ⟦this.zone⟧; this.zone = 1; ⟦send(form)⟧;',
    'const form = ⟦o.zone⟧; delete o.zone; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; if (t) zone = 1; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; [zone] = list; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; ({ zone } = o); ⟦send(form)⟧;',
    'const form = ⟦zone⟧; ({ z: zone = 1 } = o); ⟦send(form)⟧;',
    'const form = ⟦zone⟧; [...zone] = list; ⟦send(form)⟧;',
    'const form = ⟦zone⟧; for (zone of list) f(); ⟦send(form)⟧;',
    'const form = ⟦zone⟧; for (zone in list) f(); ⟦send(form)⟧;',
    'const form = ⟦list[0]⟧; list.shift(); ⟦send(form)⟧;',
    'const form = ⟦list⟧; list.push(1); ⟦send(form)⟧;',
    'const form = ⟦o.list⟧; o.list.sort(); ⟦send(form)⟧;',
    'const form = ⟦o.zone⟧; Object.assign(o, p); ⟦send(form)⟧;',
    "const form = ⟦o.zone⟧; Object.defineProperty(o, 'zone', {}); ⟦send(form)⟧;",
    'const form = ⟦o.zone⟧; Object.defineProperties(o, {}); ⟦send(form)⟧;',
    'const form = ⟦zone⟧; function f() { ⟦send(form)⟧; } zone = 1;',
    'const form = ⟦zone⟧; function f() { zone = 1; ⟦send(form)⟧; }',
    'const form = ⟦zone⟧; zone = 1; function f() { ⟦send(form)⟧; }',
    'function made() { return ⟦zone⟧; } const form = made(); zone = 1; ⟦send(form)⟧;',
    'const made = () => ⟦zone⟧; const form = made(); zone = 1; ⟦send(form)⟧;',
  ])('%s', (code) => {
    expect(stays(code)).toBe(false);
  });
});

it.each(
  'push pop shift unshift splice sort reverse fill copyWithin set add delete clear append'.split(' '),
)('list.%s() changes the list', (method) => {
  expect(stays(`const form = ⟦list⟧; list.${method}(1); ⟦send(form)⟧;`)).toBe(false);
  expect(stays(`const form = ⟦list⟧; list.${method}ed(1); ⟦send(form)⟧;`)).toBe(true);
  expect(stays(`const form = ⟦list⟧; list.re${method}(1); ⟦send(form)⟧;`)).toBe(true);
});

describe('means there what it means here', () => {
  it.each([
    ['const a = ⟦zone⟧; f(⟦b⟧);', true],
    ['let zone; const a = ⟦zone⟧; function f() { ⟦b⟧; }', true],
    ['let zone; const a = ⟦zone.name⟧; function f(name) { ⟦b⟧; }', true],
    ['let zone; const a = ⟦{ name: zone }⟧; function f(name) { ⟦b⟧; }', true],
    ['const a = ⟦(zone) => zone⟧; function f() { ⟦b⟧; }', true],
    ['const a = ⟦list.map((zone) => zone)⟧; function f(zone) { ⟦b⟧; }', true],
    ['class C { m() { const a = ⟦this.zone⟧; ⟦b⟧; } }', true],
    ['class C { m() { const a = ⟦this.zone⟧; f(() => ⟦b⟧); } }', true],
    ['let zone; const a = ⟦zone⟧; function f(zone) { ⟦b⟧; }', false],
    ['function g(zone) { const a = ⟦zone⟧; } function f() { ⟦b⟧; }', false],
    ['let name, zone; const a = ⟦zone[name]⟧; function f(name) { ⟦b⟧; }', false],
    ['let name, zone; const a = ⟦{ [name]: zone }⟧; function f(name) { ⟦b⟧; }', false],
    ['let name; const a = ⟦{ name }⟧; function f(name) { ⟦b⟧; }', false],
    ['class C { m() { const a = ⟦this.zone⟧; } } function f() { ⟦b⟧; }', false],
    ['class C { m() { const a = ⟦this.zone⟧; f(function () { ⟦b⟧; }); } }', false],
  ])('%s: %s', (code, same) => {
    const { paths } = marked(code, 'a.js');
    expect(namesReach(paths[0]!, paths[1]!)).toBe(same);
  });
});

describe('a number does what the string of its digits did', () => {
  it.each([
    ['`${⟦ttl⟧}`', true],
    ['tag`${⟦ttl⟧}`', false],
    ['+⟦ttl⟧', true],
    ['-⟦ttl⟧', true],
    ['~⟦ttl⟧', true],
    ['!⟦ttl⟧', false],
    ['typeof ⟦ttl⟧', false],
    ['⟦ttl⟧ * 2', true],
    ['2 - ⟦ttl⟧', true],
    ['⟦ttl⟧ / 2', true],
    ['⟦ttl⟧ % 2', true],
    ['⟦ttl⟧ ** 2', true],
    ['⟦ttl⟧ < 300', true],
    ['300 >= ⟦ttl⟧', true],
    ["⟦ttl⟧ < '300'", false],
    ['⟦ttl⟧ > other', false],
    ['⟦ttl⟧ > -other', true],
    ['⟦ttl⟧ > other - 1', true],
    ['⟦ttl⟧ > other + 1', false],
    ['⟦ttl⟧ > list.length', true],
    ['⟦ttl⟧ > list.size', false],
    ['⟦ttl⟧ > Number(other)', true],
    ['⟦ttl⟧ > parseInt(other)', true],
    ['⟦ttl⟧ > parseFloat(other)', true],
    ['⟦ttl⟧ > String(other)', false],
    ['⟦ttl⟧ > Math.max(other, 1)', true],
    ['⟦ttl⟧ > Date.now()', true],
    ['⟦ttl⟧ > Date.parse(other)', false],
    ['⟦ttl⟧ > other.now()', false],
    ['⟦ttl⟧ > (Number(other) || 1)', true],
    ['⟦ttl⟧ > (other || 1)', false],
    ['⟦ttl⟧ > (Number(other) || other)', false],
    ['⟦ttl⟧ > typed', true],
    ['⟦ttl⟧ > least', true],
    ['⟦ttl⟧ > changing', false],
    ['⟦ttl⟧ > other++', true],
    ["⟦ttl⟧ + ' s'", true],
    ["'of ' + ⟦ttl⟧", true],
    ['`of ` + ⟦ttl⟧', true],
    ["'of ' + other + ⟦ttl⟧", true],
    ["(other + ' of ') + ⟦ttl⟧", true],
    ['⟦ttl⟧ + 1', false],
    ['⟦ttl⟧ + other', false],
    ['⟦ttl⟧ === 1', false],
    ['Number(⟦ttl⟧)', true],
    ['parseInt(⟦ttl⟧, 10)', true],
    ['parseFloat(⟦ttl⟧)', true],
    ['String(⟦ttl⟧)', true],
    ['isNaN(⟦ttl⟧)', true],
    ['other(⟦ttl⟧)', false],
    ['⟦ttl⟧()', false],
    ['console.log(⟦ttl⟧)', true],
    ["console.error('ttl', ⟦ttl⟧)", true],
    ["console.log('%s', ⟦ttl⟧)", true],
    ["console.log('%j', ⟦ttl⟧)", false],
    ["console.log('%o', ⟦ttl⟧)", false],
    ["console.log('%O', ⟦ttl⟧)", false],
    ['console.log(`%j`, ⟦ttl⟧)', false],
    ["console.log('a' + '%j', ⟦ttl⟧)", false],
    ['console.dir(⟦ttl⟧)', false],
    ['logger.log(⟦ttl⟧)', false],
    ['[⟦ttl⟧]', false],
  ])('%s: %s', (code, serves) => {
    const before = `let ttl: any, other: any, list: any, tag: any, logger: any;
const least = other - 1;
let changing = 1; changing = other;`;
    expect(numberServes(placeIn(`${before}\nexport const it = (typed: number): any => (${code});`))).toBe(serves);
  });
});

describe('a list that is read page by page begins at its start', () => {
  const start = (code: string) => startsAtZero(evaluate(placeIn(code, 'a.js')));
  it.each([
    'send(⟦0⟧);',
    "send(⟦'0'⟧);",
    "send(⟦''⟧);",
    'send(⟦null⟧);',
    'send(⟦undefined⟧);',
    'const all = []; send(⟦all.length⟧);',
    'let o = 0; while (t) { send(⟦o⟧); o += 180; }',
    'let o = 0; while (t) { send(⟦o⟧); o = o + all.length; }',
    'let o = 0; while (t) { send(⟦o⟧); o = all.length + o; }',
    'let o = 0; while (t) { send(⟦o⟧); o++; }',
    'let o = 0; while (t) { send(⟦o⟧); o = 0; }',
    'function page(o) { send(⟦o⟧); page(o + 180); } page(0);',
    'function page(o = 0) { send(⟦o⟧); page(o + 180); } page();',
    'function page(z, o) { send(⟦o⟧); page(z, o + 180); } page(z, 0);',
  ])('%s', (code) => {
    expect(start(code)).toBe(true);
  });

  it.each([
    'send(⟦180⟧);',
    'send(⟦other⟧);',
    'const all = [1]; send(⟦all.length⟧);',
    'const all = []; send(⟦all.size⟧);',
    'let o = 180; while (t) { send(⟦o⟧); o += 180; }',
    'let o; while (t) { send(⟦o⟧); o += 180; }',
    'let o = 0; while (t) { send(⟦o⟧); o--; }',
    'let o = 0; while (t) { send(⟦o⟧); o -= 180; }',
    'let o = 0; while (t) { send(⟦o⟧); o = o - 180; }',
    'let o = 0; while (t) { send(⟦o⟧); o = p + 180; }',
    'let o = 0; while (t) { send(⟦o⟧); o = 180; }',
    'let o = 0; while (t) { send(⟦o⟧); [o] = list; }',
    'let { o } = p; while (t) { send(⟦o⟧); o += 180; }',
    'function page(o) { send(⟦o⟧); page(o + 180); } page(180);',
    'function page(o) { send(⟦o⟧); page(o + 180); } page(p);',
    'function page(o) { send(⟦o⟧); page(o + 180); } page();',
    'function page(o) { send(⟦o⟧); o = 1; page(o + 180); } page(0);',
    'function page(o = 180) { send(⟦o⟧); page(o + 180); } page();',
    'export function page(o) { send(⟦o⟧); page(o + 180); } page(0);',
    'function page({ o }) { send(⟦o⟧); page({ o }); } page({ o: 0 });',
  ])('%s: not known', (code) => {
    expect(start(code)).toBe(false);
  });
});
