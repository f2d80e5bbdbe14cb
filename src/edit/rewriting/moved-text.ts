/** Texts of statements, as they are put in other places: indentation, blank lines, edits cut at the ends. */

import type { TextEdit } from '../../finding.js';
import { shift } from '../text.js';

/** A body's text at a new indentation; the first line stands where it is put. */
export function moved(text: string, indent: string): string {
  const lines = text.split('\n');
  const leads = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => /^[\t ]*/.exec(line)?.[0] ?? '');
  const own = /^[\t ]*/.exec(lines[0] ?? '')?.[0] ?? '';
  const base = own || (leads.length ? leads.reduce((a, b) => (a.length <= b.length ? a : b)) : '');
  return shift(`${base}${text.trimStart()}`, base, indent).slice(base.length);
}

/** Without blank lines at both ends; the first line keeps its indentation, or gets it if a brace stood before it. */
export function trimmed(text: string): string {
  const code = text.replace(/^(?:[\t ]*\r?\n)+/, '').trimEnd();
  if (code !== text.trimEnd()) return code;
  // that of the lines behind it which are not inside of something
  const leads = [...code.matchAll(/\n([\t ]*)\S/g)].map(([, lead = '']) => lead);
  return leads.length > 0 ? leads.reduce((a, b) => (a.length <= b.length ? a : b)) + code.trimStart() : code;
}

/** Edits that take the parentheses around an expression, cut to what is in them. */
export function cutTo(edits: readonly TextEdit[], start: number, end: number): TextEdit[] {
  return edits.map((edit) =>
    edit.start < start || edit.end > end
      ? { start: Math.max(edit.start, start), end: Math.min(edit.end, end), text: edit.text.trimStart() }
      : edit,
  );
}

/** Removal ranges that reach over the ends of the block, cut at them. */
export function clip(edits: readonly TextEdit[], start: number, end: number): TextEdit[] {
  return edits
    .filter((edit) => (edit.start < start || edit.end > end) && edit.end > start && edit.start < end)
    .map((edit) => ({ start: Math.max(edit.start, start), end: Math.min(edit.end, end), text: edit.text }));
}
