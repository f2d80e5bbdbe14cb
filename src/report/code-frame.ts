/** The lines around a place, at most five, with `>` and `^^^` marks, cut to the terminal's width. */
import type { Span } from '../finding.js';
import type { LineIndex } from './positions.js';
import { joinSafe, type MaskedText, type SafeText, safe, show } from './safe-text.js';

/** Narrower than this a frame is of no use. */
const LEAST_WIDTH = 60;
const AROUND = 2;

/**
 * @param source masked text of the file; `lines` is the index of the same text
 * @param width columns of the terminal
 * @returns the frame, or null where the terminal is too narrow
 */
export function codeFrame(source: MaskedText, lines: LineIndex, span: Span, width: number): SafeText | null {
  if (width < LEAST_WIDTH) return null;
  const { start, end } = lines.range(span);
  const first = Math.max(1, start.line - AROUND);
  const last = Math.min(lines.lineCount, start.line + AROUND);
  const gutter = String(last).length;
  const room = width - gutter - 7;
  const from = windowStart(start.column - 1, span.end - span.start, room);
  const frame: SafeText[] = [];
  for (let line = first; line <= last; line += 1) {
    const place = lines.line(line);
    const marked =
      line >= start.line && line <= end.line && !(line > start.line && line === end.line && end.column === 1);
    const cells = cellsOf(source, place, from, room);
    const number = String(line).padStart(gutter) as SafeText;
    frame.push(trimEnd(safe`  ${(marked ? '>' : ' ') as SafeText} ${number} │ ${joinSafe(cells, '')}`));
    if (line !== start.line) continue;
    const lead = cells.slice(0, start.column - 1 - from).join('').length;
    const lastColumn = end.line === start.line ? end.column - 1 : place.end - place.start;
    const under = cells.slice(start.column - 1 - from, lastColumn - from).join('').length;
    frame.push(`    ${' '.repeat(gutter)} │ ${' '.repeat(lead)}${'^'.repeat(Math.max(1, under))}` as SafeText);
  }
  return joinSafe(frame);
}

/** The first column shown: 0 while the place fits, else somewhat left of the place. */
function windowStart(column: number, length: number, room: number): number {
  return column + Math.min(length, Math.floor(room / 3)) < room - 1 ? 0 : column - Math.floor(room / 3);
}

/** One cell a UTF-16 unit, from column `from`; together at most `room` wide. `…` stands for what was cut. */
function cellsOf(source: MaskedText, line: Span, from: number, room: number): readonly SafeText[] {
  const cells: SafeText[] = [];
  const start = Math.min(line.start + from, line.end);
  let used = 0;
  for (let at = start; at < line.end; ) {
    const width = (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    const unit = source.slice(at, at + width) as MaskedText;
    const cell = unit === '\t' ? ('  ' as SafeText) : show(unit);
    used += cell.length;
    if (used > room - 1 && at + width < line.end) {
      cells.push('…' as SafeText);
      break;
    }
    cells.push(at === start && from > 0 ? ('…' as SafeText) : cell);
    if (width === 2) cells.push('' as SafeText);
    at += width;
  }
  return cells;
}

function trimEnd(text: SafeText): SafeText {
  return text.trimEnd() as SafeText;
}
