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
