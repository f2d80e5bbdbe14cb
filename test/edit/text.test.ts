/** How pieces of a file are cut, moved and joined. */
import { describe, expect, it } from 'vitest';
import {
  indentAt,
  lineEnd,
  lineStart,
  member,
  nextLine,
  reindent,
  removalRange,
  rootName,
  shift,
  sliceWith,
  uses,
} from '../../src/edit/text.js';

/** What is left of a text in which `⟦…⟧` goes; `comments`: those that stand above it. */
function without(marked: string, ...comments: string[]): string {
  const [start, end] = [marked.indexOf('⟦'), marked.indexOf('⟧') - 1];
  const text = marked.replace('⟦', '').replace('⟧', '');
  const above = comments.map((one) => ({ start: text.indexOf(one), end: text.indexOf(one) + one.length }));
  const range = removalRange(text, start, end, above);
  return text.slice(0, range.start) + text.slice(range.end);
}

describe('a statement that goes', () => {
  it.each([
    ['takes its line along', 'a;\n⟦b;⟧\nc;\n', 'a;\nc;\n'],
    ['takes its indentation along', '{\n  a;\n\t⟦b;⟧\n  c;\n}', '{\n  a;\n  c;\n}'],
    ['takes a comment behind it along', 'a;\n⟦b;⟧ // why\nc;\n', 'a;\nc;\n'],
    ['takes the end of the file', 'a;\n⟦b;⟧', 'a;\n'],
    ['leaves what stands before it in its line', 'a; ⟦b;⟧\nc;\n', 'a; \nc;\n'],
    ['leaves what stands behind it in its line', '⟦b;⟧ c;\n', 'c;\n'],
    ['leaves a comment that does not end there', '⟦b;⟧ /* c */ d;\n', '/* c */ d;\n'],
    ['leaves one blank line of two', 'a;\n\n⟦b;⟧\n\nc;\n', 'a;\n\nc;\n'],
    ['leaves a blank line with blanks in it', 'a;\n  \n⟦b;⟧\n \t\nc;\n', 'a;\n  \nc;\n'],
    ['leaves the blank line above', 'a;\n\n⟦b;⟧\nc;\n', 'a;\n\nc;\n'],
    ['leaves the blank line below', 'a;\n⟦b;⟧\n\nc;\n', 'a;\n\nc;\n'],
    ['leaves no blank line at the start of the file', '⟦b;⟧\n\nc;\n', 'c;\n'],
    ['leaves no blank line at the start of a block', 'f {\n  ⟦b;⟧\n\n  c;\n}', 'f {\n  c;\n}'],
    ['leaves no blank line at the start of a list', 'f [\n  ⟦b,⟧\n\n  c,\n]', 'f [\n  c,\n]'],
    ['leaves no blank line at the start of arguments', 'f (\n  ⟦b,⟧\n\n  c,\n)', 'f (\n  c,\n)'],
    ['leaves no blank line at the end of a block', '{\n  a;\n\n  ⟦b;⟧\n}\n', '{\n  a;\n}\n'],
    ['leaves the end of a block as it is', '{\n  a;\n  ⟦b;⟧\n}\n', '{\n  a;\n}\n'],
    ['keeps line ends', 'a;\r\n\r\n⟦b;⟧\r\n\r\nc;\r\n', 'a;\r\n\r\nc;\r\n'],
    ['keeps line ends at the end of a block', '{\r\n  a;\r\n\r\n  ⟦b;⟧\r\n}', '{\r\n  a;\r\n}'],
  ])('%s', (_name, marked, left) => {
    expect(without(marked)).toBe(left);
  });

  it.each([
    ['takes the comment above along', 'a;\n// one\n⟦b;⟧\nc;\n', ['// one'], 'a;\nc;\n'],
    ['takes the comments above along', 'a;\n// one\n  /* two */\n⟦b;⟧\nc;\n', ['// one', '/* two */'], 'a;\nc;\n'],
    ['takes a comment in its line along', 'a;\n/* one */ ⟦b;⟧\nc;\n', ['/* one */'], 'a;\nc;\n'],
    ['takes it along with line ends', 'a;\r\n// one\r\n⟦b;⟧\r\nc;\r\n', ['// one'], 'a;\r\nc;\r\n'],
    ['leaves a comment apart', 'a;\n// one\n\n⟦b;⟧\nc;\n', ['// one'], 'a;\n// one\n\nc;\n'],
    ['leaves those above one that stays', 'a;\n// 1\n\n// 2\n⟦b;⟧\nc;\n', ['// 1', '// 2'], 'a;\n// 1\n\nc;\n'],
    ['leaves the comment behind another statement', 'a; // one\n⟦b;⟧\nc;\n', ['// one'], 'a; // one\nc;\n'],
    ['leaves what the file begins with', '// of the file\n⟦b;⟧\nc;\n', ['// of the file'], '// of the file\nc;\n'],
    ['leaves it behind a hashbang', '#!/bin/node\n// of it\n⟦b;⟧\nc;\n', ['// of it'], '#!/bin/node\n// of it\nc;\n'],
    [
      'leaves it behind use strict',
      "'use strict';\n// of it\n⟦b;⟧\nc;\n",
      ['// of it'],
      "'use strict';\n// of it\nc;\n",
    ],
    ['takes it behind another text', "'use it';\n// one\n⟦b;⟧\nc;\n", ['// one'], "'use it';\nc;\n"],
  ])('%s', (_name, marked, comments, left) => {
    expect(without(marked, ...comments)).toBe(left);
  });
});

describe('edits', () => {
  const TEXT = 'a;\n\nb;\n\nc;\n\nd;\n';
  it.each([
    [
      'in order',
      [
        { start: 0, end: 1, text: 'x' },
        { start: 4, end: 5, text: 'y' },
      ],
      'x;\n\ny;\n\nc;\n\nd;\n',
    ],
    [
      'out of order',
      [
        { start: 4, end: 5, text: 'y' },
        { start: 0, end: 1, text: 'x' },
      ],
      'x;\n\ny;\n\nc;\n\nd;\n',
    ],
    [
      'an insertion where another begins',
      [
        { start: 0, end: 1, text: 'x' },
        { start: 0, end: 0, text: '-' },
      ],
      '-x;\n\nb;\n\nc;\n\nd;\n',
    ],
    [
      'removals that share a blank line',
      [
        { start: 4, end: 8, text: '' },
        { start: 7, end: 11, text: '' },
      ],
      'a;\n\n\nd;\n',
    ],
    [
      'one removal inside of another',
      [
        { start: 4, end: 12, text: '' },
        { start: 8, end: 10, text: '' },
      ],
      'a;\n\nd;\n',
    ],
    [
      'a removal beside a change',
      [
        { start: 4, end: 7, text: '' },
        { start: 7, end: 8, text: '-' },
      ],
      'a;\n\n-c;\n\nd;\n',
    ],
  ])('%s', (_name, edits, after) => {
    expect(sliceWith(TEXT, 0, TEXT.length, edits)).toBe(after);
  });

  it.each([
    ['a;\n\nb;\nc;\n\nd;\n', 'a;\n\nd;\n'],
    ['a;\n\nb;\nc;\nd;\n', 'a;\n\nd;\n'],
    ['a;\nb;\nc;\n\nd;\n', 'a;\n\nd;\n'],
    ['{\n  b;\n  c;\n\n  d;\n}', '{\n  d;\n}'],
    ['a;\r\n\r\nb;\r\nc;\r\n\r\nd;\r\n', 'a;\r\n\r\nd;\r\n'],
    ['a;\n\n  b; c;\n\nd;\n', 'a;\n\n  \n\nd;\n'],
  ])('statements that go one after the other: %j', (text, after) => {
    const edits = ['b;', 'c;'].map((one) => {
      const start = text.indexOf(one);
      return { ...removalRange(text, start, start + one.length), text: '' };
    });
    expect(sliceWith(text, 0, text.length, edits)).toBe(after);
  });

  it('must not overlap', () => {
    const edits = [
      { start: 0, end: 3, text: 'x' },
      { start: 2, end: 4, text: 'y' },
    ];
    expect(() => sliceWith(TEXT, 0, 5, edits)).toThrow('overlapping edits at 2');
  });

  it('give a part of the text', () => {
    expect(sliceWith(TEXT, 4, 9, [{ start: 4, end: 5, text: 'bee' }])).toBe('bee;\n\nc');
  });
});

describe('a name', () => {
  it.each([
    ['f(rec)', true],
    ['rec', true],
    ['rec.name', true],
    ['[...rec]', true],
    ['!rec', true],
    ['`${rec}`', true],
    ['"a" + rec', true],
    ['"/" + rec', true],
    ["it('a \\' rec')", false],
    ['f(record)', false],
    ['f($rec)', false],
    ['f(rec$)', false],
    ['o.rec', false],
    ['o?.rec', false],
    ['.rec', false],
    ["f('rec')", false],
    ['f("the rec")', false],
    ["f('rec', rec)", true],
    // what stands in quotes is not told there
    ["/'/.test(a) + 'rec'", true],
    ["`'` + 'rec'", true],
    ['other', false],
  ])('%s uses it: %s', (code, used) => {
    expect(uses(code, 'rec')).toBe(used);
  });

  it('with a dollar is used as it is', () => {
    expect(uses('$rec + 1', '$rec')).toBe(true);
    expect(uses('rec + 1', '$rec')).toBe(false);
  });

  it.each([
    ['config.api.key', 'config'],
    ['$a', '$a'],
    ["'text'", ''],
    ['f(x)', 'f'],
  ])('%s begins with %s', (code, root) => {
    expect(rootName(code)).toBe(root);
  });

  it('stands alone where it is what it holds', () => {
    expect([member('a', 'a'), member('a', 'b')]).toEqual(['a', 'a: b']);
  });
});

describe('lines', () => {
  const TEXT = 'one\r\n  two\n\tthree';
  it.each([
    [0, 0, 3, '', 5],
    [2, 0, 3, '', 5],
    [7, 5, 10, '  ', 11],
    [8, 5, 10, '  ', 11],
    [14, 11, 17, '\t', 17],
  ])('the one at %s', (at, start, end, indent, next) => {
    expect([lineStart(TEXT, at), lineEnd(TEXT, at), indentAt(TEXT, at), nextLine(TEXT, at)]).toEqual([
      start,
      end,
      indent,
      next,
    ]);
  });

  it.each([
    ['a\n  b', '    ', '    a\n      b'],
    ['  a\n    b\n  c', '', 'a\n  b\nc'],
    ['\ta\n\t\tb', '  ', '  a\n  \tb'],
    ['  a\n\n  b', '    ', '    a\n\n    b'],
    ['    a\n   \n  b', '', '  a\n\nb'],
    ['  a\n\tb', '', '  a\n\tb'],
    ['\n  a', '', '\na'],
  ])('%j moved to %j', (text, to, after) => {
    expect(reindent(text, to)).toBe(after);
  });

  it.each([
    ['a\n  b', '', '', 'a\n  b'],
    ['a\n  b\n    c', '  ', '    ', 'a\n    b\n      c'],
    ['  a\n  b', '  ', '', '  a\nb'],
    ['a\n  \n  b', '  ', '', 'a\n  \nb'],
    ['a\nb', '  ', '    ', 'a\nb'],
  ])('%j from %j to %j', (text, from, to, after) => {
    expect(shift(text, from, to)).toBe(after);
  });
});
