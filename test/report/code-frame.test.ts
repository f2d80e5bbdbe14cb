import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../src/report/code-frame.js';
import { LineIndex } from '../../src/report/positions.js';
import { mask } from '../../src/report/safe-text.js';

function frame(text: string, marked: string, width = 80): string | null {
  const start = text.indexOf(marked);
  return codeFrame(mask(text), new LineIndex(text), { start, end: start + marked.length }, width);
}

describe('the lines around a place', () => {
  it('shows two before and two after, with marks below the place', () => {
    expect(frame('1\n2\n3\n  call(x);\n5\n6\n7\n', 'call(x)')).toBe(
      ['    2 │ 2', '    3 │ 3', '  > 4 │   call(x);', '      │   ^^^^^^^', '    5 │ 5', '    6 │ 6'].join('\n'),
    );
  });

  it('marks each line of a long place, and has carets below the first', () => {
    expect(frame('call({\n  a: 1,\n});\nend\n', 'call({\n  a: 1,\n})')).toBe(
      ['  > 1 │ call({', '      │ ^^^^^^', '  > 2 │   a: 1,', '  > 3 │ });'].join('\n'),
    );
  });

  it('masks credentials and keeps the marks in place', () => {
    expect(frame("post({ tkn: 'canary', z: zone });", 'z: zone')).toBe(
      ["  > 1 │ post({ tkn: '******', z: zone });", '      │                       ^^^^^^^'].join('\n'),
    );
  });

  it('shows direction marks and tabs without moving the carets off', () => {
    expect(frame('\t/*\u202e*/ call()', 'call()')).toBe(
      ['  > 1 │   /*\\u202e*/ call()', '      │              ^^^^^^'].join('\n'),
    );
  });

  it('cuts a long line around the place', () => {
    const shown = frame(`${'x'.repeat(5000)}call()${'y'.repeat(5000)}`, 'call()')!;
    const [line, carets] = shown.split('\n');
    expect(line).toMatch(/^ {2}> 1 │ …x+call\(\)y+…$/);
    expect(line!.length).toBeLessThanOrEqual(80);
    expect(carets!.indexOf('^')).toBe(line!.indexOf('call'));
    expect(carets).toMatch(/\^{6}$/);
  });

  it('keeps pairs of surrogates whole', () => {
    expect(frame('😀😀 call()', 'call()')).toBe('  > 1 │ 😀😀 call()\n      │      ^^^^^^');
  });

  it('is left out where the terminal is narrow', () => {
    expect(frame('call()', 'call()', 59)).toBeNull();
  });
});
