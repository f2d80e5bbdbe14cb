/** The whole program as a recipe: sources in, findings and changed texts out. No IO, no options but the frozen ones. */
import type { Analysis, FileChange, ProjectFacts, SourceText } from './analysis.js';
import { bridgeChanges } from './edit/bridge/bridge-changes.js';
import { withSharedNeeds } from './edit/crossings.js';
import { helperModule } from './edit/helper-module.js';
import { manifestChanges, packageAdvice } from './edit/packages.js';
import { packageFacts } from './find/packages/facts.js';
import { repository } from './find/repository.js';
import type { Finding } from './finding.js';
import type { MigrationOptions } from './options.js';
import { analyseFile } from './pipeline/analyse-file.js';
import type { FileResult, FileTask, Rejected } from './pipeline/file-result.js';
import { withoutHanded } from './pipeline/handed-back.js';
import { withMovedCredentials } from './pipeline/moved-credentials.js';
import { withReplacedClients } from './pipeline/replaced-clients.js';
import { bridgeUses, usesOf, withStaying } from './pipeline/rounds.js';
import { unfold } from './pipeline/unfold.js';
import { permissionAdvice } from './plan/permissions.js';
import { isWanted } from './plan/select.js';

export { connectedWith } from './pipeline/connected.js';

export type { Analysis, FileChange, ProjectFacts, SourceText };
const NONE: Rejected = new Map();

/** Finds v1 in the sources and, where it can, writes v4. Deterministic; never throws for bad input. */
export function analyse(
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
  rejected = NONE,
): Analysis {
  const flat = unfold(sources, project, rejected, options);
  const steps = analysis(flat.sources, flat.project, options, flat.rejected, flat.beside);
  const index = repository(flat.sources, flat.project);
  let step = steps.next([]);
  while (!step.done) step = steps.next(step.value.map((task) => analyseFile(task, flat.project, options, index)));
  return flat.fold(step.value);
}

/** The same in steps, for what `unfold` made of the sources: gives files to analyse, in whatever order or thread, and takes their results in the order given. */
export function* analysis(
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
  rejected = NONE,
  beside: readonly FileResult[] = [],
): Generator<readonly FileTask[], Analysis, readonly FileResult[]> {
  const { results: all, places } = yield* withStaying(sources, project, options, rejected);
  const results = withReplacedClients(withMovedCredentials(withSharedNeeds(all), sources, project, options));
  const handed = withoutHanded(results, sources, project);
  const uses = usesOf(results);
  const scripts = beside.flatMap(({ change }) =>
    change && Object.hasOwn(project.manifests, change.file) ? [change] : [],
  );
  const manifests =
    options.target === 'sdk' ? manifestsWith(scripts, (now) => manifestChanges(uses, now), project) : scripts;
  // Files that are not asked for have no say.
  const asked = [...results.slice(0, sources.length), ...beside];
  const chosen = (found: readonly Finding[]) => found.filter((one) => isWanted(one, options)).sort(byPlace);
  const changes = [
    ...[...results, ...beside].flatMap(({ change }) =>
      change && !scripts.includes(change) && !handed.has(change.file) ? [change] : [],
    ),
    ...handed.values(),
    ...manifests,
    ...helperChanges(results, sources, project, options),
    ...bridgeChanges(bridgeUses(results), places, sources, options),
  ];
  return {
    findings: chosen(asked.flatMap(({ findings }) => findings)),
    hidden: chosen(asked.flatMap(({ hidden }) => hidden)),
    changes,
    parsed: sources.length,
    advice: [
      ...packageAdvice(uses, project, manifests, options.target),
      ...emptyFiles(changes),
      ...(options.auth === 'token'
        ? permissionAdvice([...results, ...beside].flatMap(({ permissions }) => permissions))
        : []),
    ],
  };
}

/** Files that were there for calls of v1 alone; to take them out of the repository is the author's. */
function emptyFiles(changes: readonly FileChange[]): string[] {
  const empty = changes.filter(({ after }) => after.trim() === '').map(({ file }) => file);
  return empty.length === 0
    ? []
    : [`nothing is left in ${empty.sort().join(', ')}: delete ${empty.length > 1 ? 'them' : 'it'}`];
}

/** Changes of package.json files on top of those of their scripts: one for each file. */
function manifestsWith(
  scripts: readonly FileChange[],
  changesOf: (project: ProjectFacts) => readonly FileChange[],
  project: ProjectFacts,
): readonly FileChange[] {
  if (scripts.length === 0) return changesOf(project);
  const texts = Object.fromEntries(scripts.map(({ file, after }) => [file, after]));
  const more = changesOf({ ...project, manifests: { ...project.manifests, ...texts } });
  return [
    ...more.map((change) => ({ ...change, before: project.manifests[change.file] ?? change.before })),
    ...scripts.filter(({ file }) => !more.some((change) => change.file === file)),
  ];
}

/** The module of `--helpers`, where it is missing or misses something. */
function helperChanges(
  results: readonly FileResult[],
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
): FileChange[] {
  const file = options.helpers;
  if (file === null) return [];
  const uses = results.flatMap(({ helpers, change }) => (helpers && change ? [helpers] : []));
  const before = sources.find((source) => source.file === file)?.text ?? '';
  const after = helperModule(before, uses, options, packageFacts(file, project).esm);
  return after === null ? [] : [{ file, before, after }];
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
