/** Code that is deep, long or leads to itself: one clear finding or the right rewrite, in seconds. LONG=1: all of it. */
import { describe, expect, it, vi } from 'vitest';
import { survives } from './analysed.js';
import { CHAINS, DOUBLING, LONG_LINES, NESTED, OF_V1, placed } from './hostile-code.js';

const LONG = Boolean(process.env.LONG);
// the clock counts what else the machine does
if (LONG) vi.setConfig({ testTimeout: 600_000 });
const DEPTHS = LONG ? [100, 300, 500, 800, 1_200, 2_000, 5_000] : [400];
const LENGTHS = LONG ? [100, 1_000, 20_000] : [600];
/** without LONG: one case of each table, the one that failed before */
const some = <T>(table: Readonly<Record<string, T>>, ...names: readonly string[]) =>
  Object.entries(table).filter(([name]) => LONG || names.includes(name));

function survive(name: string, code: string): void {
  for (const [index, text] of placed(code).entries()) {
    if (!LONG && index > 0) continue;
    survives(`${name}.${['js', 'ts', 'mjs'][index]}`, text, { target: index === 1 ? 'fetch' : 'sdk' });
  }
}

describe('nesting', () => {
  describe.each(DEPTHS)('of %i', (depth) => {
    it.each(some(NESTED, 'callbacks', 'functions that call the next'))('%s', (name, make) =>
      survive(name, make(depth)));
  });
});

describe('chains', () => {
  describe.each(LENGTHS)('of %i', (length) => {
    it.each(some(CHAINS, 'names of names', 'a+a+…'))('%s', (name, make) => survive(name, make(length)));
    it.each(some(OF_V1, 'calls of a wrapper'))('%s of v1', (name, make) => survive(name, make(Math.ceil(length / 20))));
  });
});

describe('what doubles with each line', () => {
  it.each(some(DOUBLING, 'texts', 'callbacks that go on behind errors'))('%s', (name, make) =>
    survive(name, make(LONG ? 60 : 14)));
  // of fewer lines each list would fit
  it.each(['lists', 'lists in lists'])('%s', (name) => survive(name, DOUBLING[name]!(60)));
});

describe('lines of a megabyte', () => {
  it.each(
    LONG_LINES.slice(0, LONG ? undefined : 2).map((code, index) => [index, code] as const),
  )('%i', (_index, code) => {
    const [text = ''] = placed(code);
    expect(text.length).toBeLessThan(1024 * 1024);
    survives('long.js', text);
  });
});

describe('what leads to itself', () => {
  const FILLED = "const form = { a: 'fpurge_ts', tkn: process.env.K, email: process.env.E, z: 'example.com', v: 1 };";
  const SENT = "require('request').post('https://www.cloudflare.com/api_json.html', { form });";

  it.each([
    ['a function that hands what it is given to itself', 'function f(o) { f(o); }', 'v1-call'],
    ['one that changes it besides', 'function f(o) { o.v = 0; f(o); }', 'unknown-call'],
    ['two that hand it to each other', 'function f(o) { o.v = 0; g(o); }\nfunction g(o) { f(o); }', 'unknown-call'],
    ['a function of its own result', 'const f = (o) => f(f(o));', 'v1-call'],
  ])('is followed once: %s', (_name, functions, rule) => {
    const { findings } = survives('itself.js', `${FILLED}\n${functions}\nf(form);\n${SENT}\n`);
    expect(findings.map((one) => one.rule)).toEqual([rule]);
  });
});
