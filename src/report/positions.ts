/**
 * Offsets to lines and columns, as editors and code hosts count them: from 1, columns in UTF-16 units,
 * lines end at `\r\n`, `\n` or `\r` only (U+2028 and U+2029 are line ends to JavaScript alone).
 */
import type { Span } from '../finding.js';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The lines of one text. Offsets outside the text count as its nearest end. */
export class LineIndex {
  readonly #text: string;
  /** offset where each line starts */
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
    this.#text = text;
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Where `offset` stands. */
  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.#text.length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - this.#starts[low]! + 1 };
  }

  range(span: Span): Range {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** The span of a line (from 1) without its line end; an empty span past the last line. */
  line(line: number): Span {
    const start = this.#starts[line - 1] ?? this.#text.length;
    const next = this.#starts[line] ?? this.#text.length;
    let end = next;
    if (end > start && this.#text[end - 1] === '\n') end -= 1;
    if (end > start && this.#text[end - 1] === '\r') end -= 1;
    return { start, end };
  }
}
