/**
 * Every regular expression in `src` takes time in proportion to the text (LONG=1, by recheck in plain JavaScript). What
 * recheck cannot decide, or doubts, is run on texts that make such expressions slow.
 */
import { describe, expect, it, vi } from 'vitest';
import { type Expression, expressions } from './expressions.js';

const LONG = Boolean(process.env.LONG);
vi.setConfig({ testTimeout: 3_600_000 });

/** What it looks at is a name, a version or a line of a message: never longer than a few hundred characters. */
const SHORT: Readonly<Record<string, string>> = {
  '^([<>=^~v]*)\\s*(\\d+)(?:\\.(\\d+))?': 'a range of versions in a package.json',
};

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

  it.runIf(LONG)('are linear by what they are, or by the time they take', async () => {
    process.env.RECHECK_BACKEND = 'pure';
    const { checkSync } = await import('recheck');
    const told = { safe: 0, measured: 0 };
    const slow: string[] = [];
    for (const one of expressions()) {
      const { status } = checkSync(one.source, one.flags, { timeout: 5_000 });
      told[status === 'safe' ? 'safe' : 'measured']++;
      if (status === 'safe' || SHORT[one.source]) continue;
      const milliseconds = worst(one, 100_000);
      if (milliseconds > 400)
        slow.push(`${Math.round(milliseconds)} ms /${one.source}/${one.flags} ${one.places.join(' ')}`);
    }
    process.stdout.write(`regular expressions: ${JSON.stringify(told)}\n`);
    expect(slow).toEqual([]);
  });
});
