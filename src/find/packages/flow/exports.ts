/** Under which name a file hands out an expression, and where other files use that. */

import { commonJsExports } from '../../../evaluate/modules/commonjs.js';
import { esExports } from '../../../evaluate/modules/es-exports.js';
import { importUses } from '../../../evaluate/modules/import-uses.js';
import { importersOf } from '../../../evaluate/modules/importers.js';
import type { ModuleIndex } from '../../../evaluate/modules/module-index.js';
import { is, type NodePath, type SourceModule } from '../../../syntax/index.js';

/** `module.exports` → '', `exports.client` → 'client'; null where the expression is no part of what is handed out. */
export function exportedName(left: NodePath, module: SourceModule): string | null {
  const { node } = left;
  if (!is.isMemberExpression(node) || node.computed || !is.isIdentifier(node.property)) return null;
  const { object, property } = node;
  if (is.isIdentifier(object, { name: 'module' }) && property.name === 'exports') return '';
  const base = is.isIdentifier(object) ? left.scope.getBinding(object.name) : undefined;
  const isWhole =
    is.isIdentifier(object, { name: 'exports' }) ||
    (is.isMemberExpression(object) && exportedName(left.get('object') as NodePath, module) === '') ||
    (base !== undefined && commonJsExports(module).aliases.includes(base));
  return isWhole ? property.name : null;
}

/** Is it told what the name holds once the file is loaded? */
export function isSettledExport(module: SourceModule, name: string): boolean {
  const { unclear, named, whole } = commonJsExports(module);
  if (unclear) return false;
  return name === '' ? whole !== null : named.get(name) !== null;
}

/** One use of what is handed out: `rest` of its name is still to be read from the expression. */
export interface OutsideUse {
  readonly path: NodePath;
  readonly rest: readonly string[];
}

/** Every use in other files of the export `name`; null where there may be more. */
export function outsideUses(
  index: ModuleIndex,
  file: string,
  name: readonly string[],
  seen: ReadonlySet<string> = new Set(),
): OutsideUse[] | null {
  const key = `${file}\0${name.join('.')}`;
  if (seen.has(key)) return [];
  const target = index.module(file);
  if (!target) return null;
  const found: OutsideUse[] = [];
  const further = (next: string, inner: readonly string[]) => outsideUses(index, next, inner, new Set([...seen, key]));
  for (const importer of importersOf(index).get(file) ?? []) {
    const module = index.module(importer);
    const uses = module && importUses(index, module, target);
    if (!uses) return null;
    for (const use of uses) {
      const taken = use.chain === '' ? [] : use.chain.split('.');
      const common = taken.every((one, at) => at >= name.length || one === name[at]);
      if (!common || use.is === 'named') continue;
      if (use.is === 'unclear') return null;
      if (use.is === 'handed-on') {
        // an ES module's `export *` leaves out its default
        if (use.name === null && name[0] === 'default' && isEs(target)) continue;
        if (taken.length > name.length) continue;
        const inner = use.name === null ? name : [use.name, ...name.slice(taken.length)];
        const more = further(importer, inner);
        if (!more) return null;
        found.push(...more);
        continue;
      }
      const path = stripped(use.path, taken.length - name.length);
      if (!path) return null;
      found.push({ path, rest: name.slice(taken.length) });
    }
  }
  return found;
}

/** `client.purge` without `.purge`; null where a name holds that already. */
function stripped(path: NodePath, members: number): NodePath | null {
  let inner = path;
  for (let left = members; left > 0; left--) {
    if (!inner.isMemberExpression() && !inner.isOptionalMemberExpression()) return null;
    inner = inner.get('object') as NodePath;
  }
  return inner;
}

function isEs(module: SourceModule): boolean {
  const { named, stars } = esExports(module);
  return named.size > 0 || stars.length > 0;
}
