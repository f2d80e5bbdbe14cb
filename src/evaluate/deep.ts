/** Objects that are merged with all that is in them: `_.merge({}, options, { form: { a: 'stats' } })`. */
import type { NodePath } from '../syntax/index.js';
import { merge } from './evaluate.js';
import { isDeepMerge } from './libraries.js';
import { type Entry, entryOf, type ObjectValue, type Value } from './value.js';

interface Fields {
  readonly entries: readonly Entry[];
  readonly open: boolean;
}

/** How a call of the function merges: as `_.merge` does, or as `Object.assign`. */
export function mergerOf(callee: Value, args: readonly NodePath[]): typeof merge {
  const isDeep = isDeepMerge(callee) || args[0]?.isBooleanLiteral({ value: true }) === true;
  return isDeep ? mergeDeep : merge;
}

function mergeDeep(into: Fields, source: Value): ReturnType<typeof merge> {
  if (source.kind !== 'object') return merge(into, source);
  const entries = source.entries.flatMap((entry): Entry[] => {
    const found = entryOf({ kind: 'object', ...into, path: source.path }, entry.key);
    const held = found && !found.when && found.value.kind === 'object' ? found.value : null;
    if (found && entry.value.kind === 'literal' && entry.value.value === undefined) return [];
    if (!held || entry.when || entry.value.kind === 'literal') return [entry];
    if (entry.value.kind !== 'object') return [{ ...entry, replaced: true }];
    const both: ObjectValue = { ...entry.value, ...mergeDeep(held, entry.value) };
    return [{ ...entry, value: both }];
  });
  return merge(into, { ...source, entries });
}
