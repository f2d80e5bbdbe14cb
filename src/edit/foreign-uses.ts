/** What files take from one another before and after a run: tells which exports nobody needs any more. */
import type { ModuleIndex } from '../evaluate/modules/module-index.js';
import { loadsAnything, usedChains } from '../evaluate/modules/used-chains.js';
import type { Uses } from './released.js';

/** Only files of which something is no longer taken; `kept`: files that code outside of the repository may load. */
export function changedUses(
  files: readonly string[],
  before: ModuleIndex,
  after: ModuleIndex,
  kept: ReadonlySet<string>,
): ReadonlyMap<string, Uses> {
  const found = new Map<string, Uses>();
  if (files.length === 0 || loadsAnything(before)) return found;
  for (const file of files) {
    if (kept.has(file)) continue;
    const [was, is] = [usedChains(before, file), usedChains(after, file)];
    if (was && is && was.some((chain) => !is.includes(chain))) found.set(file, { before: was, after: is });
  }
  return found;
}
