/** Text of a POSIX shell: words and JSON put together from what is known and what the shell expands. */
import { joined, type Piece, plainText } from '../../syntax/index.js';

export type Pieces = readonly Piece[];
/** A JSON value: `text` is a string, `bare` stands as it is (a number, a boolean, an expansion that gives one). */
export type Json =
  | { readonly text: Pieces }
  | { readonly bare: Pieces }
  | { readonly list: readonly Json[] }
  | { readonly object: Readonly<Record<string, Json>> };

export const text = (value: string): Pieces => [{ text: value }];

/** Inside double quotes. */
export function inDouble(pieces: Pieces): string {
  return pieces.map((piece) => ('text' in piece ? piece.text.replace(/[\\"$`]/g, '\\$&') : piece.raw)).join('');
}

export function double(pieces: Pieces): string {
  return `"${inDouble(pieces)}"`;
}

/** In single quotes where nothing has to be expanded. */
export function quote(pieces: Pieces): string {
  const plain = plainText(pieces);
  return plain === null ? double(pieces) : `'${plain.replaceAll("'", `'\\''`)}'`;
}

export function json(value: Json): Pieces {
  if ('bare' in value) return value.bare;
  if ('text' in value) return joined([{ text: '"' }, ...value.text.map(escaped), { text: '"' }]);
  if ('list' in value) return joined([{ text: '[' }, ...separated(value.list.map(json)), { text: ']' }]);
  const members = Object.entries(value.object).map(([key, inner]) => [
    { text: `${JSON.stringify(key)}:` },
    ...json(inner),
  ]);
  return joined([{ text: '{' }, ...separated(members), { text: '}' }]);
}

function escaped(piece: Piece): Piece {
  return 'text' in piece ? { text: JSON.stringify(piece.text).slice(1, -1) } : piece;
}

function separated(parts: readonly Pieces[]): Pieces {
  return parts.flatMap((part, index) => (index === 0 ? part : [{ text: ',' }, ...part]));
}

/** Part of a URL: text is percent-encoded. */
export function encoded(pieces: Pieces): Pieces {
  return pieces.map((piece) => ('text' in piece ? { text: encodeURIComponent(piece.text) } : piece));
}
