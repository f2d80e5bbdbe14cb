/**
 * A hash for each line of a text, as GitHub's upload of SARIF computes `primaryLocationLineHash`: a rolling hash over
 * the hundred characters from the line's start, blanks and tabs left out, every line end one `\n`. It stays the same
 * when the line moves; equal ones are told apart by a count.
 */

const WINDOW = 100;
const BASE = 37n;
/** Stands for the end of the text. */
const END = 65_535n;
const LINE_END = 10n;

const OLDEST = BigInt.asUintN(64, BASE ** BigInt(WINDOW));

/** @returns `hex:occurrence` for each line of the text, the last one included even if it is empty */
export function lineHashes(text: string): readonly string[] {
  const roll = new RollingHash();
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === ' ' || char === '\t' || (char === '\n' && text[at - 1] === '\r')) continue;
    const ends = char === '\n' || char === '\r';
    roll.next(ends ? LINE_END : BigInt(char.charCodeAt(0)));
    if (ends) roll.endLine();
  }
  roll.next(END);
  return roll.finish();
}

/** A line has its hash once the window that begins with it is full. */
class RollingHash {
  readonly #hashes: string[] = [];
  readonly #seen = new Map<string, number>();
  readonly #window: bigint[] = new Array(WINDOW).fill(0n);
  /** the places of the window at which a line begins */
  readonly #starts = new Set<number>();
  #at = 0;
  #hash = 0n;
  #lineStarts = true;

  endLine(): void {
    this.#lineStarts = true;
  }

  next(value: bigint): void {
    this.#settle();
    if (this.#lineStarts) this.#starts.add(this.#at);
    this.#lineStarts = false;
    this.#push(value);
  }

  finish(): readonly string[] {
    for (let more = 0; more < WINDOW; more += 1) {
      this.#settle();
      this.#push(0n);
    }
    return this.#hashes;
  }

  #push(value: bigint): void {
    this.#hash = BigInt.asUintN(64, BASE * this.#hash + value - OLDEST * this.#window[this.#at]!);
    this.#window[this.#at] = value;
    this.#at = (this.#at + 1) % WINDOW;
  }

  /** The window has come round to where a line began. */
  #settle(): void {
    if (!this.#starts.delete(this.#at)) return;
    const hex = this.#hash.toString(16);
    const count = (this.#seen.get(hex) ?? 0) + 1;
    this.#seen.set(hex, count);
    this.#hashes.push(`${hex}:${count}`);
  }
}
