/** A piece of shell inside a file of another language: its text as the shell gets it, and the way back. */
import type { Span, TextEdit } from '../../../finding.js';
import type { Piece } from '../../../syntax/index.js';
import type { Output } from '../output.js';

/** `script`: statements have lines of their own; `continued`: a line may go on behind `\`; `line`: there is but one. */
export type Layout = 'script' | 'continued' | 'line';

export interface ShellPart {
  readonly text: string;
  readonly layout: Layout;
  /** of lines that continue others */
  readonly indent: string;
  /** variables of the language around it that are known, under the names that stand for them in the text */
  readonly variables: ReadonlyMap<string, readonly Piece[]>;
  /** a place of the text in the file */
  offset(at: number): number;
  /** edits of the text as edits of the file; null where they cannot be made */
  written(edits: readonly TextEdit[]): readonly TextEdit[] | null;
  /** who gets what is printed, where that is not people */
  readonly output?: Output;
  /** all of it in the file, where places within it are not exact */
  readonly span?: Span;
  /** above which line of the file a comment may stand; null: there is no place for one */
  readonly comment: { readonly at: number; readonly indent: string; readonly mark?: '//' } | null;
}

/** A part of the file that the shell gets as something else. */
export interface Swap extends TextEdit {}

/** The text between two places of a file, with its swaps made. */
export class PartText {
  readonly text: string;
  private readonly steps: readonly { readonly at: number; readonly swap: Swap }[];

  constructor(
    file: string,
    private readonly start: number,
    end: number,
    swaps: readonly Swap[],
  ) {
    const steps: { at: number; swap: Swap }[] = [];
    let text = '';
    let from = start;
    for (const swap of swaps) {
      text += file.slice(from, swap.start);
      steps.push({ at: text.length, swap });
      text += swap.text;
      from = swap.end;
    }
    this.text = text + file.slice(from, end);
    this.steps = steps;
  }

  /** Within what was swapped: where that begins. */
  offset(at: number): number {
    return this.place(at).offset;
  }

  /** Null where an edit would begin or end within what was swapped. */
  edits(edits: readonly TextEdit[], encode: (text: string) => string): TextEdit[] | null {
    const made: TextEdit[] = [];
    for (const { start, end, text } of edits) {
      const [from, to] = [this.place(start), this.place(end)];
      if (from.inside || to.inside) return null;
      made.push({ start: from.offset, end: to.offset, text: encode(text) });
    }
    return made;
  }

  private place(at: number): { offset: number; inside: boolean } {
    let [from, offset] = [0, this.start];
    for (const { at: step, swap } of this.steps) {
      if (at < step || (at === step && swap.text !== '')) break;
      if (at < step + swap.text.length) return { offset: swap.start, inside: true };
      [from, offset] = [step + swap.text.length, swap.end];
    }
    return { offset: offset + at - from, inside: false };
  }
}

/** With the line ends of the file: a part of one line has none of its own. */
export function withEnds(text: string, file: string): string {
  return file.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}
