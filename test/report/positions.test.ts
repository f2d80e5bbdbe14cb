import { expect, it } from 'vitest';
import { LineIndex } from '../../src/report/positions.js';

const TEXT = 'a\r\nbc\n\rd\u2028e';

it('ends lines at CRLF, LF and CR, and nowhere else', () => {
  const lines = new LineIndex(TEXT);
  expect(lines.lineCount).toBe(4);
  expect([1, 2, 3, 4].map((line) => TEXT.slice(lines.line(line).start, lines.line(line).end))).toEqual([
    'a',
    'bc',
    '',
    'd\u2028e',
  ]);
});

it('counts lines and columns from 1, in UTF-16 units', () => {
  const lines = new LineIndex('x\n😀y');
  expect(lines.position(0)).toEqual({ line: 1, column: 1 });
  expect(lines.position(1)).toEqual({ line: 1, column: 2 });
  expect(lines.position(2)).toEqual({ line: 2, column: 1 });
  expect(lines.position(4)).toEqual({ line: 2, column: 3 });
});

it('takes offsets outside the text for its ends', () => {
  const lines = new LineIndex('ab\nc');
  expect(lines.position(-5)).toEqual({ line: 1, column: 1 });
  expect(lines.position(99)).toEqual({ line: 2, column: 2 });
  expect(lines.line(9)).toEqual({ start: 4, end: 4 });
});

it('has one line for an empty text', () => {
  expect(new LineIndex('').range({ start: 0, end: 0 })).toEqual({
    start: { line: 1, column: 1 },
    end: { line: 1, column: 1 },
  });
});
