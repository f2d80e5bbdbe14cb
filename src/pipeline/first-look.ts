/** Which files are analysed: those that speak v1, and of the others those that something of v1 reaches. */

import type { ProjectFacts, SourceText } from '../analysis.js';
import { namesAction } from '../catalogue/action-names.js';
import { importersOf, importsIn } from '../evaluate/modules/importers.js';
import { mentionsV1 } from '../find/handed-on.js';
import { packageFacts } from '../find/packages/facts.js';
import { repository } from '../find/repository.js';
import type { MigrationOptions } from '../options.js';
import { unparsed, unparsedUse } from './analyse-file.js';
import type { FileResult, FileTask } from './file-result.js';

/** The files that speak v1; then those of the others that import what hands it on. */
export function* lookAt(
  tasks: readonly FileTask[],
  project: ProjectFacts,
  options: MigrationOptions,
): Generator<readonly FileTask[], readonly FileResult[], readonly FileResult[]> {
  // a script of a page shares its names with the others of the page
  const isAside = ({ source: { file, unmarked } }: FileTask) =>
    unmarked === true && options.secrets === false && !file.includes('#');
  if (!tasks.some(isAside)) return yield tasks;
  const first = tasks.filter((task) => !isAside(task));
  const results = new Map<FileTask, FileResult>();
  const take = (asked: readonly FileTask[], given: readonly FileResult[]) => {
    for (const [index, task] of asked.entries()) if (given[index]) results.set(task, given[index]);
  };
  take(first, yield first);
  const closed = new Set(first.flatMap((task) => (results.get(task)?.closed ? [task.source.file] : [])));
  const wanted = reachingV1(
    tasks.map(({ source }) => source),
    project,
    closed,
  );
  const second = tasks.filter((task) => isAside(task) && wanted.has(task.source.file));
  take(second, yield second);
  return tasks.map((task) => {
    const { source } = task;
    return results.get(task) ?? unparsed([], unparsedUse(source, packageFacts(source.file, project)), []);
  });
}

/**
 * Those that import, directly or not, a file that mentions v1 and is not closed, and those of what they import that may
 * ask for something through an object that they are handed.
 */
function reachingV1(
  sources: readonly SourceText[],
  project: ProjectFacts,
  closed: ReadonlySet<string>,
): ReadonlySet<string> {
  const index = repository(sources, project);
  const importers = importersOf(index);
  const speakers = [...index.files].filter((file) => !closed.has(file) && mentionsV1(index.wordsOf(file)));
  const found = new Set(speakers);
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
  const below = new Set(found);
  const imported = importsIn(importers);
  for (const file of below) for (const next of imported.get(file) ?? []) below.add(next);
  for (const file of below) if (namesAction(index.wordsOf(file))) found.add(file);
  return found;
}
