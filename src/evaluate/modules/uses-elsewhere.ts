/** Where other files use what a module hands out. */
import type { NodePath } from '../../syntax/index.js';
import { esExports } from './es-exports.js';
import { exportsOf } from './exports-of.js';
import { importUses } from './import-uses.js';
import { importersOf } from './importers.js';
import type { ModuleIndex } from './module-index.js';

/** Every expression of another file that is what `chain` names; null where it may be used in ways that are not seen. */
export function usesElsewhere(
  index: ModuleIndex,
  file: string,
  chain: string,
  seen: ReadonlySet<string> = new Set(),
): NodePath[] | null {
  const key = `${file}\0${chain}`;
  if (seen.has(key)) return [];
  const further = (next: string, name: string) => usesElsewhere(index, next, name, new Set([...seen, key]));
  const target = index.module(file);
  if (!target) return null;
  const found: NodePath[] = [];
  for (const importer of importersOf(index).get(file) ?? []) {
    const module = index.module(importer);
    const uses = module && importUses(index, module, target);
    if (!uses) return null;
    for (const use of uses) {
      const below = belowOf(use.chain, chain);
      if (below === null || use.is === 'named') {
        // `records.call(…)`: the function itself is looked at
        if (use.is !== 'named' && belowOf(chain, use.chain) !== null) return null;
        continue;
      }
      if (use.is === 'unclear') return null;
      const onward =
        use.is === 'handed-on'
          ? [use.name === null ? chain : joined(use.name, below)]
          : exportsOf(module, true)
              .filter(({ value }) => value.node === use.path.node)
              .map((one) => joined(one.chain, below));
      // An ES module's `export *` leaves out its default.
      if (use.is === 'handed-on' && use.name === null && chain.split('.')[0] === 'default' && isEs(target)) continue;
      if (use.is === 'used' && onward.length === 0) {
        if (below !== '') return null;
        found.push(use.path);
      }
      for (const name of onward) {
        const more = further(importer, name);
        if (!more || index.isClosed(importer) === false) return null;
        found.push(...more);
      }
    }
  }
  return found;
}

function isEs(module: Parameters<typeof esExports>[0]): boolean {
  const { named, stars } = esExports(module);
  return named.size > 0 || stars.length > 0;
}

/** `url` of `api.url` below `api`; null where it is not below. */
function belowOf(outer: string, chain: string): string | null {
  if (outer === '' || outer === chain) return outer === '' ? chain : '';
  return chain.startsWith(`${outer}.`) ? chain.slice(outer.length + 1) : null;
}

function joined(chain: string, below: string): string {
  return chain === '' || below === '' ? chain + below : `${chain}.${below}`;
}
