/** Files that know of one another. */

import type { ProjectFacts, SourceText } from '../analysis.js';
import { connected, importersOf } from '../evaluate/modules/importers.js';
import { repository } from '../find/repository.js';

/** The chosen sources, and those that they are connected with by imports, directly or through one another. */
export function connectedWith(
  chosen: ReadonlySet<string>,
  sources: readonly SourceText[],
  project: ProjectFacts,
): ReadonlySet<string> {
  const files = new Set(sources.map(({ file }) => file));
  const importers = [...importersOf(repository(sources, project))].filter(([file]) => files.has(file));
  const among = new Map(importers.map(([file, all]) => [file, all.filter((one) => files.has(one))]));
  return connected(
    among,
    [...files].filter((file) => chosen.has(file)),
  );
}
