import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineEdit, lineAfter, lineEdits, offers, shownChange } from '../../src/report/changes.js';

function apply(before: string, edits: readonly LineEdit[]): string {
  let at = 0;
  let after = '';
  for (const { start, end, text } of edits) {
    after += before.slice(at, start) + text;
    at = end;
  }
  return after + before.slice(at);
}

const LINES = fc.array(fc.constantFrom('a', 'b', 'c', '', ' d'), { maxLength: 12 });
const TEXT = fc.tuple(LINES, fc.constantFrom('\n', '\r\n')).map(([lines, end]) => lines.join(end));

describe('changes of files', () => {
  it('are edits of whole lines that make the new text from the old one', () => {
    fc.assert(
      fc.property(TEXT, TEXT, (before, after) => {
        const edits = lineEdits({ file: 'a.js', before, after });
        expect(edits && apply(before, edits)).toBe(after);
        const offer = offers({ changes: [{ file: 'a.js', before: `${before}\nx`, after }] }).get('a.js');
        if (offer?.whole) expect(apply(`${before}\nx`, [offer.whole])).toBe(after);
      }),
    );
  });

  it('are no edits where a new line holds a credential', () => {
    const before = "post({ tkn: 'secret-1' });\na();\n";
    expect(lineEdits({ file: 'a.js', before, after: before.replace('a()', 'b()') })).toEqual([
      { start: 27, end: 32, text: 'b();\n' },
    ]);
    expect(lineEdits({ file: 'a.js', before, after: "new C({ apiKey: 'secret-1' });\na();\n" })).toBeNull();
  });

  it('are shown side by side, masked, with the numbers of both sides', () => {
    const before = "one();\npost({ tkn: 'secret-1' });\n\tlast();\n";
    const after = "one();\nnew C({ apiKey: 'secret-1' });\nmore();\n\tlast();\n";
    const { hunks, added, removed } = shownChange({ file: 'a.js', before, after });
    expect({ added, removed }).toEqual({ added: 2, removed: 1 });
    expect(
      hunks[0]?.map((line) => [line.before?.number, line.before?.text, line.after?.number, line.after?.text]),
    ).toEqual([
      [1, 'one();', 1, 'one();'],
      [2, "post({ tkn: '********' });", 2, "new C({ apiKey: '********' });"],
      [undefined, undefined, 3, 'more();'],
      [3, '    last();', 4, '    last();'],
    ]);
  });

  it('tell where an old line is afterwards', () => {
    const where = lineAfter({ file: 'a.js', before: 'a\nb\nc\nd\n', after: 'x\na\nB\nC\nD\nd\n' });
    expect([1, 2, 3, 4].map(where)).toEqual([2, 3, 4, 6]);
    fc.assert(
      fc.property(LINES, LINES, (head, tail) => {
        const kept = [...head, 'kept', ...tail].join('\n');
        expect(lineAfter({ file: '', before: kept, after: `new\n${kept}` })(head.length + 1)).toBe(head.length + 2);
      }),
    );
  });

  it('are offered alone only where they are right alone', () => {
    const change = (file: string, before: string, after: string, needs?: string[]) => ({
      file,
      before,
      after,
      ...(needs && { needs }),
    });
    const files = (changes: Parameters<typeof offers>[0]['changes']) => [...offers({ changes }).keys()];
    expect(files([change('a.js', 'x', 'y'), change('package.json', '{}', '{ }')])).toEqual(['a.js']);
    expect(files([change('a.js', 'x', 'y', ['b.js']), change('b.js', 'x', 'y')])).toEqual(['b.js']);
    expect(files([change('a.js', 'x', "require('./cf-bridge')"), change('cf-bridge.js', '', 'y')])).toEqual([]);
    const raised = change('p/package.json', '{"dependencies":{"cloudflare":"0.0.8"}}', '{}');
    expect(files([change('p/a.js', 'x', 'y'), change('q/a.js', 'x', 'y'), raised])).toEqual(['q/a.js']);
  });
});
