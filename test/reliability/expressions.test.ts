/**
 * Every regular expression in `src` takes time in proportion to the text. LONG=1: each is run on texts that make such
 * expressions slow; and recheck is asked where it is installed.
 */
import { describe, expect, it, vi } from 'vitest';
import { type Expression, expressions } from './expressions.js';

const LONG = Boolean(process.env.LONG);
vi.setConfig({ testTimeout: 3_600_000 });

const PUMPS = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  ' \n',
  'a',
  'A',
  '0',
  '_',
  '-',
  '.',
  '/',
  '\\',
  "'",
  '"',
  '`',
  '$',
  '${',
  '<!--',
  '-->',
  '---\n',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<',
  '>',
  '=',
  ':',
  ';',
  ',',
  '#',
  '@',
  'a@',
  'a@a.',
  '%40',
  'tkn',
  'tkn=',
  'tkn: ',
  'email',
  'email"',
  'Bearer ',
  'https://',
  'cloudflare.com/',
  'zones/',
  'var ',
  'x.',
  'f(',
  '/*',
  '*/',
  '//',
  '# ',
  '||',
  'cf_',
  '=>',
];

interface Recheck {
  checkSync(source: string, flags: string, options: { readonly timeout: number }): { readonly status: string };
}

/** at this length a square is 200 ms and more, and what is linear takes less than one */
const LENGTH = 20_000;
const LIMIT = 80;

/** Milliseconds for the worst of them, at a length where a square is seconds. */
function worst({ source, flags }: Expression, length: number): number {
  const expression = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
  let most = 0;
  for (const pump of PUMPS) {
    for (const [start, end] of [
      ['', ''],
      ['', '\0'],
      ['email"', '\0'],
      ['a', '!'],
    ] as const) {
      const text = `${start}${pump.repeat(Math.ceil(length / pump.length))}${end}`;
      const began = process.cpuUsage();
      text.replace(expression, '');
      most = Math.max(most, process.cpuUsage(began).user / 1000);
    }
  }
  return most;
}

describe('regular expressions', () => {
  it('are found', () => {
    expect(expressions().length).toBeGreaterThan(300);
  });

  it.runIf(LONG)('take no time that grows faster than the text, whatever it is', () => {
    const slow = expressions().flatMap((one) => {
      const milliseconds = worst(one, LENGTH) > LIMIT ? worst(one, LENGTH) : 0;
      return milliseconds > LIMIT ? [`${Math.round(milliseconds)} ms /${one.source}/ ${one.places.join(' ')}`] : [];
    });
    expect(slow).toEqual([]);
  });

  it.runIf(LONG)('are safe to recheck, where that is installed, or are measured above', async () => {
    const name = 'recheck';
    process.env.RECHECK_BACKEND ??= 'pure';
    const recheck = (await import(name).catch(() => null)) as Recheck | null;
    if (recheck === null) {
      process.stdout.write('recheck is not installed (npm install --no-save recheck)\n');
      return;
    }
    const doubted = expressions().filter(
      ({ source, flags }) => recheck.checkSync(source, flags, { timeout: 5_000 }).status === 'vulnerable',
    );
    process.stdout.write(`recheck doubts ${doubted.map(({ source }) => `/${source}/`).join('\n')}\n`);
    expect(doubted.filter(({ source }) => /^\\s\*|\\s\+\$$/.test(source))).toEqual([]);
  });
});
