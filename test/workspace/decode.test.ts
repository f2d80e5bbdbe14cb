import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, encode } from '../../src/workspace/index.js';

const kindOf = (bytes: Uint8Array) => {
  const decoded = decode(bytes);
  return decoded.ok ? 'ok' : decoded.kind;
};

describe('decode', () => {
  test('takes the byte order mark off and remembers it', () => {
    expect(decode(Buffer.from('\uFEFFvar a;'))).toEqual({ ok: true, text: 'var a;', bom: true });
    expect(decode(Buffer.from('\uFEFF'))).toEqual({ ok: true, text: '', bom: true });
    expect(decode(Buffer.from(''))).toEqual({ ok: true, text: '', bom: false });
  });

  test('takes off one byte order mark only', () => {
    expect(decode(Buffer.from('\uFEFF\uFEFFa'))).toEqual({ ok: true, text: '\uFEFFa', bom: true });
  });

  test.each([
    ['Latin-1', Buffer.from('// caf\u00e9\nvar a;', 'latin1'), 'not-utf-8'],
    ['cut UTF-8', Buffer.from('caf\u00e9').subarray(0, -1), 'not-utf-8'],
    ['a surrogate in UTF-8', Buffer.from([0x61, 0xed, 0xa0, 0x80]), 'not-utf-8'],
    ['UTF-16 LE with BOM', Buffer.from('\uFEFFvar a;', 'utf16le'), 'utf-16'],
    ['UTF-16 LE without BOM', Buffer.from('var a;', 'utf16le'), 'utf-16'],
    ['UTF-16 BE with BOM', Buffer.from('\uFEFFvar a;', 'utf16le').swap16(), 'utf-16'],
    ['UTF-32 LE with BOM', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'utf-16'],
    ['a NUL byte', Buffer.from('var a = "\0";'), 'nul'],
    ['a replacement character that was meant', Buffer.from('"\uFFFD"'), 'ok'],
  ])('%s', (_, bytes, kind) => {
    expect(kindOf(bytes)).toBe(kind);
  });

  test('what is decoded is encoded to the same bytes', () => {
    const text = fc.string({ unit: 'binary' }).map((value) => Buffer.from(value));
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array()), fc.boolean(), (body, bom) => {
        const bytes = bom ? Buffer.concat([Buffer.from('\uFEFF'), body]) : Buffer.from(body);
        const decoded = decode(bytes);
        if (decoded.ok) expect(encode(decoded.text, decoded.bom)?.equals(bytes)).toBe(true);
        else expect(bytes.includes(0) || !Buffer.from(bytes.toString('utf8')).equals(bytes)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

test('encode refuses half a surrogate pair and takes whole ones', () => {
  expect(encode('a\uD83D', false)).toBeNull();
  expect(encode('\uDE00a', false)).toBeNull();
  expect(encode('\uDE00\uD83D', false)).toBeNull();
  expect(encode('\u{1F600}', false)).toEqual(Buffer.from('\u{1F600}'));
});
