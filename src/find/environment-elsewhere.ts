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
  const setters = settersIn(home.index);
  return [null, variable].some((name) => setters.get(name)?.some((file) => file !== home.module.file));
}

/** Variable → the files that set it; null: those that may set any. */
type Setters = ReadonlyMap<string | null, readonly string[]>;

const KNOWN = new WeakMap<ModuleIndex, Setters>();

function settersIn(index: ModuleIndex): Setters {
  const known = KNOWN.get(index);
  if (known) return known;
  const setters = new Map<string | null, string[]>();
  for (const file of index.files)
    for (const name of setIn(index.wordsOf(file))) {
      const files = setters.get(name);
      if (files) files.push(file);
      else setters.set(name, [file]);
    }
  KNOWN.set(index, setters);
  return setters;
}

function setIn(text: string): (string | null)[] {
  return text.includes('process.env') ? [...text.matchAll(SETS)].map(([, dot, key]) => dot ?? key ?? null) : [];
}
