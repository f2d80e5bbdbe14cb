/**
 * The recipes of a makefile. There is no kept parser of makefiles on npm; what has to be known is small: a line that
 * begins with a tab is one script, with the lines that `\` joins to it, and `$` is make's own.
 */
import type { Piece } from '../../../syntax/index.js';
import { Holes } from './holes.js';
import { PartText, type ShellPart, type Swap, withEnds } from './part.js';

const RECIPE = /^\t[@+-]*(?:[^\\\n]|\\(?:\r?\n|[^\n]))*/gm;
const VARIABLE = /^([\w.-]+)[\t ]*(?::{0,3}|\?)=[\t ]*([^\n]*?)[\t ]*\r?$/gm;
/** another way to write recipes, or another shell */
const OTHER = /^\.RECIPEPREFIX|^SHELL[\t ]*[:?]?=(?![^\n]*sh[\t ]*\r?$)/m;

export function makefileParts(file: string): ShellPart[] {
  if (OTHER.test(file)) return [];
  const known = variablesOf(file);
  return [...file.matchAll(RECIPE)].flatMap(({ index, 0: line }) => {
    const start = index + (/^\t[@+-]*/.exec(line)?.[0].length ?? 0);
    const end = index + line.replace(/\r$/, '').length;
    if (!/curl|wget/.test(line)) return [];
    const holes = new Holes();
    const swaps = swapsOf(file, start, end, holes);
    if (!swaps) return [];
    const part = new PartText(file, start, end, swaps);
    const encode = (text: string) =>
      withEnds(
        holes.restored(text, (one) => one.replaceAll('$', '$$$$')),
        file,
      );
    return [
      {
        text: part.text,
        layout: 'continued',
        indent: '\t',
        variables: new Map(
          holes.entries().flatMap(([name, original]): [string, readonly Piece[]][] => {
            const value = known.get(original.slice(2, -1));
            return value === undefined ? [] : [[name, [{ text: value }]]];
          }),
        ),
        offset: (at) => part.offset(at),
        written: (edits) => part.edits(edits, encode),
        comment: { at: index, indent: '' },
      },
    ];
  });
}

/** `$$` is the shell's; `$(KEY)`, `${KEY}`, `$@` and calls of functions are make's. Null: a bracket is not closed. */
function swapsOf(file: string, start: number, end: number, holes: Holes): Swap[] | null {
  const swaps: Swap[] = [];
  for (let at = file.indexOf('$', start); at !== -1 && at < end - 1; at = file.indexOf('$', at)) {
    const next = file[at + 1]!;
    const close = next === '(' ? ')' : next === '{' ? '}' : null;
    const to = close ? closing(file, at + 1, end, next, close) : at + 2;
    if (to === null) return null;
    swaps.push(next === '$' ? { start: at, end: to, text: '$' } : holes.swap(file, start, at, to));
    at = to;
  }
  return swaps;
}

/** Behind the bracket that closes the one at an offset. */
function closing(file: string, from: number, end: number, open: string, close: string): number | null {
  let depth = 0;
  for (let at = from; at < end; at++) {
    if (file[at] === open) depth++;
    else if (file[at] === close && --depth === 0) return at + 1;
  }
  return null;
}

/** Those that are set once, to a text. */
function variablesOf(file: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const again = new Set<string>();
  for (const [, name = '', value = ''] of file.matchAll(VARIABLE)) {
    if (found.has(name)) again.add(name);
    found.set(name, value);
  }
  return new Map([...found].filter(([name, value]) => !again.has(name) && !/[$#\\]/.test(value)));
}
