/** What other files take from a module, by the names they write: `send`, `api.url`; '' is all of it. */

import { importUses } from './import-uses.js';
import { importersOf } from './importers.js';
import type { ModuleIndex } from './module-index.js';

/** Code that loads modules by names made at run time: whom it loads is not known. */
const LOADS_ANYTHING = /\b(?:require|import)\s*\(\s*(?!['"`)\s])/;

/** Sorted; null where it cannot be told. */
export function usedChains(index: ModuleIndex, file: string): string[] | null {
  const chains = new Set<string>();
  return gather(index, file, chains, new Set()) ? [...chains].sort() : null;
}

/** Does any file of the index load modules by names that are made at run time? */
export function loadsAnything(index: ModuleIndex): boolean {
  for (const file of index.files) if (!file.endsWith('.json') && LOADS_ANYTHING.test(index.wordsOf(file))) return true;
  return false;
}

function gather(index: ModuleIndex, file: string, chains: Set<string>, seen: Set<string>): boolean {
  if (seen.has(file)) return true;
  seen.add(file);
  const target = index.module(file);
  if (!target) return false;
  for (const importer of importersOf(index).get(file) ?? []) {
    index.letGo();
    const module = index.module(importer);
    const uses = module && importUses(index, module, target);
    if (!uses) return false;
    for (const use of uses)
      if (use.is !== 'handed-on' || use.name !== null) chains.add(use.chain);
      else if (!gather(index, importer, chains, seen)) return false;
  }
  return true;
}
