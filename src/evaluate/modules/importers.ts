/** Which files import which, by the text of their imports alone. */
import { specifiersIn } from '../../workspace/specifiers.js';
import type { ModuleIndex } from './module-index.js';

type Importers = ReadonlyMap<string, readonly string[]>;

const IMPORTERS = new WeakMap<ModuleIndex, Importers>();
const CONNECTED = new WeakMap<ModuleIndex, Map<string, ReadonlySet<string>>>();

/** File → those that name it in a `require` or an import. */
export function importersOf(index: ModuleIndex): ReadonlyMap<string, readonly string[]> {
  const before = IMPORTERS.get(index);
  if (before) return before;
  const importers = new Map<string, string[]>();
  for (const file of index.files) {
    if (file.endsWith('.json')) continue;
    for (const specifier of specifiersIn(index.wordsOf(file))) {
      const target = index.resolve(file, specifier);
      if (target === null || target === file) continue;
      const list = importers.get(target);
      if (!list) importers.set(target, [file]);
      else if (!list.includes(file)) list.push(file);
    }
  }
  IMPORTERS.set(index, importers);
  return importers;
}

/** Those that it is connected with by imports, itself among them: what it makes may be handed to any of them. */
export function filesAround(index: ModuleIndex, file: string): ReadonlySet<string> {
  const known = CONNECTED.get(index) ?? new Map<string, ReadonlySet<string>>();
  CONNECTED.set(index, known);
  const before = known.get(file);
  if (before) return before;
  const found = connected(importersOf(index), [file]);
  for (const one of found) known.set(one, found);
  return found;
}

/** File → those that it names: the other way round. */
export function importsIn(importers: Importers): Importers {
  const imports = new Map<string, string[]>();
  for (const [file, others] of importers)
    for (const importer of others) {
      const list = imports.get(importer);
      if (list) list.push(file);
      else imports.set(importer, [file]);
    }
  return imports;
}

/** `from`, and all that they are connected with, directly or through one another. */
export function connected(importers: Importers, from: Iterable<string>): ReadonlySet<string> {
  const imports = importsIn(importers);
  const found = new Set(from);
  for (const one of found)
    for (const next of [...(importers.get(one) ?? []), ...(imports.get(one) ?? [])]) found.add(next);
  return found;
}
