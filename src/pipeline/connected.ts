/** Files that know of one another. */

import type { ProjectFacts, SourceText } from '../analysis.js';
import { importersOf } from '../evaluate/modules/changed-names.js';
import { repository } from '../find/repository.js';

/** The chosen sources, and those that they are connected with by imports, directly or through one another. */
export function connectedWith(
  chosen: ReadonlySet<string>,
  sources: readonly SourceText[],
  project: ProjectFacts,
): ReadonlySet<string> {
  const files = new Set(sources.map(({ file }) => file));
  const beside = new Map<string, string[]>();
  const connect = (from: string, to: string) => beside.set(from, [...(beside.get(from) ?? []), to]);
  for (const [file, importers] of importersOf(repository(sources, project)))
    for (const importer of importers)
      if (files.has(file) && files.has(importer)) {
        connect(file, importer);
        connect(importer, file);
      }
  const found = new Set([...files].filter((file) => chosen.has(file)));
  for (const file of found) for (const next of beside.get(file) ?? []) found.add(next);
  return found;
}
