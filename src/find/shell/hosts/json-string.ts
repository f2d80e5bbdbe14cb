/** A command that is a string of JSON: one line. */
import type { Node } from 'jsonc-parser';
import { PartText, type ShellPart, type Swap } from './part.js';

/** `comment`: above which line of the file one may stand. None where the string is written in ways that are not followed. */
export function jsonStringPart(
  file: string,
  { offset, length, value }: Pick<Node, 'offset' | 'length' | 'value'>,
  comment: ShellPart['comment'] = null,
): ShellPart[] {
  const [start, end] = [offset + 1, offset + length - 1];
  const swaps = [...file.slice(start, end).matchAll(/\\(?:u[\da-fA-F]{4}|.)/g)].map(
    ({ index, 0: sign }): Swap => ({
      start: start + index,
      end: start + index + sign.length,
      text: JSON.parse(`"${sign}"`),
    }),
  );
  const part = new PartText(file, start, end, swaps);
  if (part.text !== value) return [];
  return [
    {
      text: part.text,
      layout: 'line',
      indent: '',
      variables: new Map(),
      offset: (at) => part.offset(at),
      written: (edits) => part.edits(edits, (one) => JSON.stringify(one).slice(1, -1)),
      comment,
    },
  ];
}
