/**
 * Words of PowerShell. No parser of it runs in Node alone (those that there are start PowerShell, or load a compiled
 * grammar asynchronously), and what has to be read is small: arguments of commands, strings, hash tables of texts.
 */
import type { Span } from '../../finding.js';
import { joined, type Piece } from '../../syntax/index.js';

export interface PsWord extends Span {
  /** what the word is where it is a text; null: an expression */
  readonly pieces: readonly Piece[] | null;
  /** of a hash table; `open`: it holds more than is known */
  readonly table?: { readonly entries: readonly { key: string; value: readonly Piece[] }[]; readonly open: boolean };
}

export interface PsCommand extends Span {
  readonly words: readonly PsWord[];
  /** what ended it: `|`, `;`, `)`, `}`, a line break, the end */
  readonly by: string;
}

const VARIABLE = /^\$(?:\{[^}\n]+\}|(?:env|global|script|local|private|using):\w+|\w+)/i;

/** The command that begins at an offset, to its end. */
export function commandAt(text: string, start: number): PsCommand {
  const words: PsWord[] = [];
  let at = start;
  for (;;) {
    at += /^(?:[ \t]|`\r?\n)*/.exec(text.slice(at))![0].length;
    const by = /^(?:\|\||&&|[|;)}\n&]|\r\n|#.*)/.exec(text.slice(at))?.[0];
    if (at >= text.length || by !== undefined) return { words, start, end: words.at(-1)?.end ?? start, by: by ?? '' };
    const word = wordAt(text, at);
    words.push(word);
    at = Math.max(word.end, at + 1);
  }
}

export function wordAt(text: string, start: number): PsWord {
  const rest = text.slice(start, start + 4000);
  if (rest.startsWith('@{')) return tableAt(text, start);
  if (rest.startsWith('@') || rest.startsWith('(') || /^\$\(/.test(rest)) return expressionAt(text, start);
  const pieces: Piece[] = [];
  let at = start;
  while (at < text.length) {
    const one = text[at]!;
    if (one === "'") {
      const value = /^'((?:[^']|'')*)'/.exec(text.slice(at));
      if (!value) return { start, end: text.length, pieces: null };
      pieces.push({ text: value[1]!.replaceAll("''", "'") });
      at += value[0].length;
    } else if (one === '"') {
      const quoted = doubleQuoted(text, at);
      if (!quoted) return { start, end: text.length, pieces: null };
      pieces.push(...quoted.pieces);
      at = quoted.end;
    } else if (one === '$') {
      const name = VARIABLE.exec(text.slice(at))?.[0];
      if (name === undefined) return { start, end: at + 1, pieces: null };
      pieces.push({ raw: name });
      at += name.length;
      // `$answer.id`, `$form["a"]`: a value that is not followed
      const more = /^(?:\.\w+|\[[^\]]*\])+/.exec(text.slice(at))?.[0];
      if (more !== undefined) return { start, end: at + more.length, pieces: null };
    } else if (one === '`' && /[^\r\n]/.test(text[at + 1] ?? '\n')) {
      pieces.push({ text: text[at + 1]! });
      at += 2;
    } else if (/[\s|;&(){}`]/.test(one)) break;
    else {
      pieces.push({ text: one });
      at++;
    }
  }
  return { start, end: Math.max(at, start + 1), pieces: joined(pieces) };
}

function doubleQuoted(text: string, start: number): { pieces: Piece[]; end: number } | null {
  const pieces: Piece[] = [];
  for (let at = start + 1; at < text.length; ) {
    const rest = text.slice(at, at + 300);
    if (rest.startsWith('""')) {
      pieces.push({ text: '"' });
      at += 2;
    } else if (rest.startsWith('"')) return { pieces, end: at + 1 };
    else if (rest.startsWith('`')) {
      pieces.push({ text: ESCAPES[rest[1] ?? ''] ?? rest[1] ?? '' });
      at += 2;
    } else if (rest.startsWith('$(')) {
      const { end } = expressionAt(text, at);
      pieces.push({ raw: text.slice(at, end) });
      at = end;
    } else {
      const name = VARIABLE.exec(rest)?.[0];
      pieces.push(name === undefined ? { text: rest[0]! } : { raw: name });
      at += name?.length ?? 1;
    }
  }
  return null;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/** `(…)`, `$(…)`, `@(…)` and here-strings: what they give is not known. */
function expressionAt(text: string, start: number): PsWord {
  const here = /^@(['"])\r?\n[\s\S]*?\n\1@/.exec(text.slice(start));
  if (here) return { start, end: start + here[0].length, pieces: null };
  const open = text.slice(start).search(/[({]/) + start;
  if (open < start || open > start + 1) {
    const splat = /^@\w*/.exec(text.slice(start))![0];
    return { start, end: start + splat.length, pieces: null };
  }
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const one = text[at]!;
    if (one === "'" || one === '"') at = Math.max(wordAt(text, at).end - 1, at);
    else if (one === '(' || one === '{') depth++;
    else if ((one === ')' || one === '}') && --depth === 0) {
      const more = /^(?:\.\w+|\[[^\]]*\])+/.exec(text.slice(at + 1))?.[0] ?? '';
      return { start, end: at + 1 + more.length, pieces: null };
    }
  }
  return { start, end: text.length, pieces: null };
}

function tableAt(text: string, start: number): PsWord {
  const entries: { key: string; value: readonly Piece[] }[] = [];
  let open = false;
  let at = start + 2;
  for (;;) {
    at += /^(?:[\s;]|#.*)*/.exec(text.slice(at))![0].length;
    if (at >= text.length) return { start, end: text.length, pieces: null };
    if (text[at] === '}') return { start, end: at + 1, pieces: null, table: { entries, open } };
    const key = /^(?:'([^']*)'|"([^"$`]*)"|([\w-]+))[ \t]*=[ \t]*/.exec(text.slice(at));
    if (!key) return { start, end: expressionAt(text, start + 1).end, pieces: null, table: { entries, open: true } };
    at += key[0].length;
    const value = wordAt(text, at);
    at = value.end;
    const rest = /^[ \t]*(?=[;}\r\n#]|$)/.exec(text.slice(at));
    if (value.pieces && rest)
      entries.push({ key: key.slice(1).find((one) => one !== undefined)!, value: value.pieces });
    else {
      open = true;
      at += /^[^;\n}]*/.exec(text.slice(at))![0].length;
    }
  }
}
