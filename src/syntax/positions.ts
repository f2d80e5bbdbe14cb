import type { Span } from '../finding.js';

/**
 * Where a node stands in its text, in UTF-16 units. What was parsed always has a place; `@babel/types` leaves it open
 * for nodes that are made, of which the program has none whose place is asked for: they count as the text's start.
 */
interface Placed {
  readonly start?: number | null;
  readonly end?: number | null;
}

export function startOf(node: Placed): number {
  return node.start ?? 0;
}

export function endOf(node: Placed): number {
  return node.end ?? 0;
}

export function spanOf(node: Placed): Span {
  return { start: startOf(node), end: endOf(node) };
}

/** What stands there in the text that the node was parsed from. */
export function codeOf(node: Placed, text: string): string {
  return text.slice(startOf(node), endOf(node));
}

/** From the first to the last of nodes that stand one behind the other; of none, the text's start. */
export function spanOfRow(row: readonly { readonly node: Placed }[]): Span {
  const [first] = row;
  const last = row.at(-1);
  return first && last ? { start: startOf(first.node), end: endOf(last.node) } : { start: 0, end: 0 };
}
