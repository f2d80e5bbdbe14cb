/** The scripts of package.json: one line each. */
import { type Node, parseTree } from 'jsonc-parser';
import { PartText, type ShellPart, type Swap } from './part.js';

export function packageScriptParts(file: string): ShellPart[] {
  if (!/curl|wget/.test(file)) return [];
  const root = parseTree(file);
  const scripts = root?.children?.find((member) => member.children?.[0]?.value === 'scripts')?.children?.[1];
  return (scripts?.children ?? []).flatMap((member) => {
    const value = member.children?.[1];
    // variables of cmd: it is written for Windows
    if (value?.type !== 'string' || /%\w+%/.test(value.value)) return [];
    return partOf(file, value);
  });
}

function partOf(file: string, { offset, length, value }: Node): ShellPart[] {
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
      comment: null,
    },
  ];
}
