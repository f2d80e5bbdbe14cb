/**
 * What the language around a shell fills in before the shell sees it: `$(KEY)` of make, `${{ secrets.KEY }}` of GitHub.
 * In the text each is the expansion of a variable of its own, and gets its old form back in what is written.
 */
import type { Swap } from './part.js';

const NAME = 'CFV1_HOLE_';
const WRITTEN = new RegExp(`'"\\$\\{${NAME}(\\d+)\\}"'|\\$\\{${NAME}(\\d+)\\}|\\$${NAME}(\\d+)`, 'g');

export class Holes {
  private readonly originals: string[] = [];

  /** The swaps of all that the pattern finds between two places of the file. */
  swaps(file: string, start: number, end: number, pattern: RegExp): Swap[] {
    const found = [...file.slice(start, end).matchAll(pattern)];
    return found.map(({ index, 0: original }) =>
      this.swap(file, start, start + index, start + index + original.length),
    );
  }

  /** That of what stands between two places of a text that begins at `from`. */
  swap(file: string, from: number, start: number, end: number): Swap {
    const variable = `\${${this.name(file.slice(start, end))}}`;
    return { start, end, text: inSingleQuotes(file.slice(from, end), start - from) ? `'"${variable}"'` : variable };
  }

  /** The name that stands for it. */
  name(original: string): string {
    const known = this.originals.indexOf(original);
    return `${NAME}${known === -1 ? this.originals.push(original) - 1 : known}`;
  }

  /** Name → what it stands for. */
  entries(): readonly (readonly [string, string])[] {
    return this.originals.map((original, index) => [`${NAME}${index}`, original]);
  }

  /** `encode`: for all that is not filled in. */
  restored(text: string, encode: (text: string) => string): string {
    let out = '';
    let from = 0;
    for (const match of text.matchAll(WRITTEN)) {
      const number = match.slice(1).find((one) => one !== undefined);
      out += encode(text.slice(from, match.index)) + (this.originals[Number(number)] ?? match[0]);
      from = match.index + match[0].length;
    }
    return out + encode(text.slice(from));
  }
}

function inSingleQuotes(text: string, end: number): boolean {
  let quote = '';
  for (let at = 0; at < end; at++) {
    const one = text[at]!;
    if (quote === "'") quote = one === "'" ? '' : quote;
    else if (one === '\\') at++;
    else if (quote === '"') quote = one === '"' ? '' : quote;
    else if (one === '"' || one === "'") quote = one;
    else if (one === '#' && /(?:^|\s)$/.test(text.slice(0, at))) {
      const line = text.indexOf('\n', at);
      if (line === -1) return false;
      at = line;
    }
  }
  return quote === "'";
}
