import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasMark, MARKS } from '../../src/workspace/index.js';
import { hasEvidence, searchedBuffer } from '../../src/workspace/prefilter.js';

/** The same question, asked slowly. */
function hasMarkSlowly(text: string): boolean {
  return MARKS.some((mark) => (mark.ignoreCase ? text.toLowerCase().includes(mark.text) : text.includes(mark.text)));
}

/** The bytes where they are searched otherwise: at a place in the buffer, behind and before others. */
function inSearchedBuffer(bytes: Uint8Array, at = 0, others = 'tkn'): Uint8Array {
  const buffer = searchedBuffer(100_000);
  buffer.fill(others);
  buffer.set(bytes, at);
  return buffer.subarray(at, at + bytes.length);
}

describe('hasMark', () => {
  test.each([
    "request.post('https://www.cloudflare.com/api_json.html')",
    "var path = '/api_json.html'",
    "form = { a: 'stats', tkn: key }",
    "require('gulp-cloudflare')",
    "require('grunt-cloudflare')",
    "require('machinepack-cloudflare')",
    "require('cloudflare-api')",
    "require('dlouc-flare')",
    'new CloudFlare(token, email)',
    'CLOUDFLARE_TOKEN',
    'cLoUdFlArE',
    "'/api.html?a=DIUP'",
    "'/host-gw.html'",
    "'/ajax/external-event.html'",
    '// cfv1-ignore-next-line v1-call -- later',
    '// TODO(cloudflare-v4): check this',
    'tkn',
  ])('%s', (text) => {
    expect(hasMark(Buffer.from(text))).toBe(true);
    expect(hasMark(Buffer.from(` ${text}`))).toBe(true);
    for (const before of [0, 1, 13, 14, 15, 16, 17, 4097])
      expect(hasMark(inSearchedBuffer(Buffer.from(' '.repeat(before) + text)))).toBe(true);
  });

  test.each([
    '',
    't',
    'tk',
    'kn',
    'cloudflar',
    'loudflare',
    'API_JSON',
    'TKN',
    'cloud flare',
    'api-html',
    'token',
  ])('not %j', (text) => {
    expect(hasMark(Buffer.from(text))).toBe(false);
    expect(hasMark(inSearchedBuffer(Buffer.from(text)))).toBe(false);
    expect(hasMark(inSearchedBuffer(Buffer.from(text), 0, ' '))).toBe(false);
  });

  test('does not look beyond a part of a larger buffer', () => {
    const buffer = Buffer.from('xxxxcloudflare');
    expect(hasMark(buffer.subarray(0, 13))).toBe(false);
    expect(hasMark(buffer.subarray(5))).toBe(false);
    expect(hasMark(buffer.subarray(4))).toBe(true);
  });

  test('finds what a slow search finds', () => {
    const pieces = fc.constantFrom(
      ...MARKS.flatMap(({ text }) => [text, text.slice(1), text.slice(0, -1), text.toUpperCase()]),
    );
    const noise = fc.string({ unit: fc.constantFrom(...'cloudfareAPI_jsntkh.-Kwiv1 '), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, noise), { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        expect(hasMark(Buffer.from(text))).toBe(hasMarkSlowly(text));
        expect(hasMark(inSearchedBuffer(Buffer.from(text), text.length % 40))).toBe(hasMarkSlowly(text));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('hasEvidence', () => {
  const inChunks = (text: string, size: number): Buffer[] =>
    Array.from({ length: Math.ceil(text.length / size) }, (_, i) => Buffer.from(text.slice(i * size, (i + 1) * size)));

  test.each([
    'x("https://www.cloudflare.com/api_json.html")',
    'require("cloudflare").createClient({})',
    "'gulp-cloudflare'",
    'CloudFlare;{tkn:a}',
  ])('yes: %s, however it is cut', (text) => {
    for (let size = 1; size <= text.length; size++) expect(hasEvidence(inChunks(text, size), false)).toBe(true);
  });

  test('npm cloudflare, where it is the one of v1', () => {
    for (const isOld of [true, false]) expect(hasEvidence([Buffer.from('require("cloudflare")')], isOld)).toBe(isOld);
  });

  test.each([
    '{name:"Cloudflare Pages",env:"CF_PAGES"}',
    'https://cdnjs.cloudflare.com/x.js',
    '{tkn:a}',
    'cloudflare aXtknB9',
  ])('no: %s', (text) => {
    expect(hasEvidence([Buffer.from(text)], true)).toBe(false);
  });

  test('both words may be far apart', () => {
    expect(
      hasEvidence(
        ['cloudflare', 'x'.repeat(1000), ' tkn='].map((text) => Buffer.from(text)),
        false,
      ),
    ).toBe(true);
  });
});
