/** Offsets, lines and indentation: how pieces of a file are cut, moved and joined. */

import type { TextEdit } from '../finding.js';
import { endOf, startOf } from '../syntax/index.js';

/** `text[start, end)` with the edits inside it applied; edits must not overlap. */
export function sliceWith(text: string, start: number, end: number, edits: readonly TextEdit[]): string {
  const sorted = joinedRemovals(
    text,
    [...edits].sort((a, b) => a.start - b.start || a.end - b.end),
  );
  let result = '';
  let position = start;
  for (const edit of sorted) {
    if (edit.start < position) throw new Error(`overlapping edits at ${edit.start}`);
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position, end);
}

/** Statements that go one after the other take one of the blank lines around them along, as a single one does. */
function joinedRemovals(text: string, sorted: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const [index, edit] of sorted.entries()) {
    const last = joined.at(-1);
    // Both may have taken the blank line between them along.
    if (last?.text === '' && edit.text === '' && edit.start < last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, edit.end), text: '' };
      continue;
    }
    if (last?.text !== '' || edit.text !== '' || last.end !== edit.start || last.end === last.start) {
      joined.push(edit);
      continue;
    }
    const before = text.slice(0, last.start);
    const blank = /^[\t ]*\r?\n/.exec(text.slice(edit.end))?.[0].length ?? 0;
    const apart = /(?:[{[(]|\n)[\t ]*\r?\n$/.test(before) && text[edit.end - 1] === '\n';
    const end = apart && (sorted[index + 1]?.start ?? text.length) >= edit.end + blank ? edit.end + blank : edit.end;
    joined[joined.length - 1] = { start: last.start, end, text: '' };
  }
  return joined;
}

/** Does the code use the variable? As a property's name it is none; behind `...` it is one. */
export function uses(code: string, name: string): boolean {
  const pattern = new RegExp(`(?<![\\w$])(?<!(?:^|[^.])\\.)${name.replaceAll('$', '\\$')}(?![\\w$])`);
  if (!pattern.test(code)) return false;
  // A word in a string is none; where comments, templates or regular expressions may be, quotes do not tell strings.
  return /[/`]/.test(code) || pattern.test(code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''"));
}

/** `name: text` as a member of an object; `name` alone where both are the same. */
export function member(name: string, text: string): string {
  return name === text ? name : `${name}: ${text}`;
}

/** Start of the line that holds the offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the line's end, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  if (next === -1) return text.length;
  return text[next - 1] === '\r' ? next - 1 : next;
}

/** The white space at the start of the line that holds the offset. */
export function indentAt(text: string, offset: number): string {
  return /^[\t ]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** Offset behind the line break that follows, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const next = text.indexOf('\n', offset);
  return next === -1 ? text.length : next + 1;
}

/** The text with the common indentation of its lines (but for the first) replaced by `to`. */
export function reindent(text: string, to: string): string {
  const lines = text.split('\n');
  const used = lines.filter((line) => line.trim() !== '').map((line) => /^[\t ]*/.exec(line)?.[0] ?? '');
  const [first = ''] = used;
  const common = used.reduce((shared, lead) => {
    let length = 0;
    while (length < shared.length && shared[length] === lead[length]) length++;
    return shared.slice(0, length);
  }, first);
  return lines.map((line) => (line.trim() === '' ? line.trim() : to + line.slice(common.length))).join('\n');
}

/** The text with every line but the first moved from one indentation to another. */
export function shift(text: string, from: string, to: string): string {
  if (from === to) return text;
  const [first = '', ...rest] = text.split('\n');
  return [
    first,
    ...rest.map((line) => (line.trim() === '' ? line : line.startsWith(from) ? to + line.slice(from.length) : line)),
  ].join('\n');
}

/**
 * The range that goes when a statement goes: its lines, with the comment lines right above it and the blank line that
 * would be doubled.
 */
export function removalRange(
  text: string,
  start: number,
  end: number,
  leadingComments: readonly { start?: number | null; end?: number | null }[] = [],
): { start: number; end: number } {
  let from = start;
  for (const comment of [...leadingComments].reverse()) {
    const between = text.slice(endOf(comment), from);
    if (
      !/^[\t ]*(?:\r?\n[\t ]*)?$/.test(between) ||
      !/^[\t ]*$/.test(text.slice(lineStart(text, startOf(comment)), startOf(comment)))
    )
      break;
    from = comment.start ?? from;
  }
  // What a file begins with speaks of the file, behind 'use strict' too.
  if (/^(?:#!.*\r?\n)?\s*(?:(["'])use strict\1;?\s*)?$/.test(text.slice(0, from))) from = start;
  const opening = lineStart(text, from);
  const alone =
    text.slice(opening, from).trim() === '' && /^[\t ]*(?:\/\/.*)?\r?$/.test(text.slice(end, lineEnd(text, end)));
  if (!alone) {
    const blank = /^[\t ]*/.exec(text.slice(end))?.[0].length ?? 0;
    return { start: from, end: end + blank };
  }
  const closing = nextLine(text, end);
  const blank = blankAbove(text, opening);
  const blankBefore = opening === 0 || blank !== null || /[{[(]$/.test(text.slice(0, opening).trimEnd().slice(-1));
  const blankAfter = /^[\t ]*\r?\n/.exec(text.slice(closing));
  // the last one of a block takes the blank line above it along
  if (blank !== null && /^[\t ]*[}\])]/.test(text.slice(closing)))
    return { start: opening - blank.length, end: closing };
  return { start: opening, end: blankBefore && blankAfter ? closing + blankAfter[0].length : closing };
}

/** The blank line above the one that begins here. Looked at alone: a pattern would be tried all over the text before. */
function blankAbove(text: string, opening: number): string | null {
  const above = opening === 0 ? 0 : lineStart(text, opening - 1);
  const line = text.slice(above, opening);
  return above > 0 && /^[\t ]*\r?\n$/.test(line) ? line : null;
}

/** `config` of `config.api.key`. */
export function rootName(code: string): string {
  return /^[\w$]+/.exec(code)?.[0] ?? '';
}
