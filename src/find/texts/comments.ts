/** Which parts of a text are comments, in languages that are not parsed. */
import type { Span } from '../../finding.js';
import type { Language } from '../../workspace/file-kinds.js';

/** In order and apart. A quote that nothing closes ends with its line. */
export function commentsIn(text: string, language: Language): readonly Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; ) {
    const end = commentEnd(text, at, language);
    if (end !== null) spans.push({ start: at, end });
    at = end ?? (language.quotes.includes(text[at]!) ? stringEnd(text, at, language.bare ? 0 : MOST_LINES) : at + 1);
  }
  return spans;
}

export function isWithin(spans: readonly Span[], offset: number): boolean {
  return spans.some(({ start, end }) => start <= offset && offset < end);
}

function commentEnd(text: string, at: number, { line, block }: Language): number | null {
  for (const [open, close] of block) {
    if (!text.startsWith(open, at) || (open.length === 3 && /['"]/.test(open) && !beginsLine(text, at))) continue;
    const end = text.indexOf(close, at + open.length);
    return end === -1 ? text.length : end + close.length;
  }
  const mark = line.find((one) => text.startsWith(one, at));
  if (mark === undefined) return null;
  // `http://`, `$#`, `a#b` begin none
  const before = text[at - 1];
  if (before !== undefined && !/[\s;,{}()\]]/.test(before)) return null;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** A string that is a statement of its own says what the code is for. */
function beginsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

const MOST_LINES = 400;

/** Values of languages that need no quotes hold apostrophes: what is not closed on its line is one. */
function stringEnd(text: string, start: number, mostLines: number): number {
  const quote = text[start];
  let lines = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
    else if (text[at] === '\n' && ++lines > mostLines) break;
  }
  // an apostrophe
  return start + 1;
}
