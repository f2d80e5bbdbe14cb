/** Variables of the environment that files of the repository set while the program runs. */
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf, type ModuleIndex } from '../evaluate/modules/module-index.js';
import type { NodePath } from '../syntax/index.js';

/** `process.env.NAME = …`, `process.env['NAME'] ||= …`; without a name where that is not written. */
const SETS =
  /\bprocess\.env(?:\.([A-Za-z_]\w*)|\[['"`](\w+)['"`]\]|\[[^\]'"`]*\])\s*(?:\|\||\?\?|&&)?=(?![=>])|\b(?:assign|extend|defaults|merge)\(\s*process\.env\b/g;

/** Does another file set the variable, which may be after this file is loaded? */
export function isSetElsewhere(variable: string, path: NodePath): boolean {
  const home = homeOf(programOf(path));
  if (!home) return false;
  const { index, module } = home;
  for (const file of index.files)
    if (file !== module.file && setIn(file, index).some((name) => name === null || name === variable)) return true;
  return false;
}

const KNOWN = new WeakMap<ModuleIndex, Map<string, readonly (string | null)[]>>();

/** The names that a file sets; null: any. */
function setIn(file: string, index: ModuleIndex): readonly (string | null)[] {
  const known = KNOWN.get(index) ?? new Map<string, readonly (string | null)[]>();
  KNOWN.set(index, known);
  const before = known.get(file);
  if (before) return before;
  const text = index.textOf(file) ?? '';
  const names = text.includes('process.env') ? [...text.matchAll(SETS)].map(([, dot, key]) => dot ?? key ?? null) : [];
  known.set(file, names);
  return names;
}
