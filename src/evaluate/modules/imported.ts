/** What an import or a `require` of another file of the run gives. */
import { codeOf, type NodePath } from '../../syntax/index.js';
import { unknown } from '../evaluate.js';
import type { Value } from '../value.js';
import { changedNames } from './changed-names.js';
import { namedExport, wholeExport } from './exported.js';
import { localised, type Place, programOf } from './localised.js';
import { homeOf } from './module-index.js';

/** `name`: which export, null: all of them. Unknown where the file is looked at alone, or does not tell. */
export function valueFrom(specifier: string, name: string | null, place: Place): Value {
  const home = homeOf(programOf(place.path));
  const file = home?.index.resolve(home.module.file, specifier);
  const module = file ? home?.index.module(file) : null;
  if (!home || !module || module.program.node === home.module.program.node) return unknown(place.path);
  const changed = changedNames(module, home.index, home.module);
  const value = name === null ? wholeExport(module) : namedExport(module, name);
  if (!value || (name !== null && name !== 'default' && changed.has(name))) return unknown(place.path);
  return localised(value, { ...place, changed });
}

/** Does the specifier name a file of the repository, and not a package? */
export function isOwnFile(specifier: string, path: NodePath): boolean {
  if (/^[./]/.test(specifier)) return true;
  const home = homeOf(programOf(path));
  return home !== null && home.index.resolve(home.module.file, specifier) !== null;
}

/** The text of an expression; null where the file is looked at alone. */
export function sourceOf(path: NodePath): string | null {
  const home = homeOf(programOf(path));
  return home ? codeOf(path.node, home.module.text) : null;
}
