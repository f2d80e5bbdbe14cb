/** Files are analysed on their own, and again where what came of others says more of them. */

import type { FileChange, ProjectFacts, SourceText } from '../analysis.js';
import { bridgePlaces } from '../edit/bridge/bridge-changes.js';
import { type BridgePlace, type BridgeUse, placeOf } from '../edit/bridge/placement.js';
import { withGuests } from '../edit/crossings.js';
import { changedUses } from '../edit/foreign-uses.js';
import type { Staying } from '../edit/old-package.js';
import { brokenApart, type FileUse, heldManifests } from '../edit/packages.js';
import { missingSharers, stayingAfter } from '../edit/sharers.js';
import { filesAround } from '../evaluate/modules/importers.js';
import { packageFacts } from '../find/packages/facts.js';
import { publishedFiles } from '../find/published.js';
import { repository } from '../find/repository.js';
import type { MigrationOptions } from '../options.js';
import type { ReasonId } from '../plan/reasons.js';
import { missingGivers, withAccessors } from './accessors.js';
import type { FileResult, FileTask, Rejected } from './file-result.js';
import { lookAt } from './first-look.js';
import { withoutHanded } from './handed-back.js';

interface Round {
  readonly results: readonly FileResult[];
  /** what gave them */
  readonly tasks: readonly FileTask[];
}

/** What an earlier turn found that cannot be done: clients that stay the old package's, files that give none. */
interface Kept {
  readonly staying: Staying;
  readonly unasked: readonly string[];
}

/** Every file; then again, where a client that files share cannot move in one of them, so that it stays in all. */
export function* withStaying(
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
  rejected: Rejected,
): Generator<readonly FileTask[], Bridged, readonly FileResult[]> {
  let kept: Kept = { staying: [], unasked: [] };
  for (;;) {
    const round = yield* withBridges(sources, project, options, rejected, kept);
    const now = stayingAfter(
      kept.staying,
      round.results,
      round.tasks.map(({ source }) => source.file),
    );
    const refusing = missingGivers(round.results);
    if (now.length === kept.staying.length && refusing.length === 0) return round;
    kept = { staying: now, unasked: [...new Set([...kept.unasked, ...refusing])].sort() };
  }
}

interface Bridged extends Round {
  readonly places: ReadonlyMap<string, BridgePlace>;
}

/** Every file; then again those whose bridge is elsewhere than the file alone says. */
function* withBridges(
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
  rejected: Rejected,
  kept: Kept,
): Generator<readonly FileTask[], Bridged, readonly FileResult[]> {
  const { results: first, tasks } = yield* withReleased(sources, project, options, rejected, kept);
  const uses = bridgeUses(first);
  const places = bridgePlaces(uses, sources, (file) => packageFacts(file, project).manifest);
  if (uses.length === 0 || options.bridge === 'inline') return { results: first, tasks, places: new Map() };
  const own = new Map(uses.map((use) => [use.file, use]));
  const moved = tasks.filter(({ source: { file } }) => {
    const use = own.get(file);
    return use && placeOf([use], []) !== places.get(file);
  });
  const again = yield moved.map((task) => ({ ...task, bridge: places.get(task.source.file) ?? null }));
  const byFile = new Map(moved.map(({ source: { file } }, index) => [file, again[index]]));
  return {
    results: first.map((result, index) => byFile.get(tasks[index]?.source.file ?? '') ?? result),
    tasks,
    places,
  };
}

/** The files that are written with calls of a bridge. */
export function bridgeUses(results: readonly FileResult[]): BridgeUse[] {
  return results.flatMap(({ bridge, change }) => (bridge && change ? [bridge] : []));
}

/** How far what goes may leave more behind: a wrapper, the address that it alone took from another file, … */
const MOST_ROUNDS = 3;

/** Every file; then again those of which other files, as rewritten, take less than before. */
function* withReleased(
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
  rejected: Rejected,
  kept: Kept,
): Generator<readonly FileTask[], Round, readonly FileResult[]> {
  const alone = yield* withHeld(sources, project, options, rejected, kept);
  const first = yield* withAccessors(yield* withGuests(alone, project), project);
  const results = [...first.results];
  const tasks = [...first.tasks];
  if (!project.whole || !results.some(({ change }) => change)) return first;
  const before = repository(sources, project);
  const published = publishedFiles(before, project.manifests);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const handed = withoutHanded(results, sources, project);
    const texts = sources.map(({ file, text }, index) => ({
      file,
      text: handed.get(file)?.after ?? results[index]?.change?.after ?? text,
    }));
    const entered = results.flatMap((result) => result.entered);
    const left = results.flatMap(({ findings }) => findings.filter(({ rule }) => rule === 'v1-endpoint'));
    const bridged = results.flatMap(({ findings }) => findings.filter(({ rule }) => rule === 'unknown-call'));
    const files = [...new Set([...left, ...entered, ...bridged].map(({ file }) => file))].sort();
    const uses = changedUses(files, before, repository(texts, withOthers(project, handed)), published, entered);
    const again = tasks.flatMap((task, index) => {
      const now = uses.get(task.source.file);
      const same = JSON.stringify(now) === JSON.stringify(task.uses);
      return now && !same ? [{ index, task: { ...task, uses: now } }] : [];
    });
    if (again.length === 0) break;
    const done = yield again.map(({ task }) => task);
    for (const [position, { index, task }] of again.entries()) {
      const result = done[position];
      if (!result) continue;
      tasks[index] = task;
      results[index] = withNeeds(result, results, filesAround(before, task.source.file));
    }
  }
  return { results, tasks };
}

/** The project with what is written in files that are not analysed. */
function withOthers(project: ProjectFacts, changes: ReadonlyMap<string, FileChange>): ProjectFacts {
  const others = project.others?.map((one) => ({ ...one, text: changes.get(one.file)?.after ?? one.text }));
  return others && changes.size > 0 ? { ...project, others } : project;
}

/** What goes from a file goes because of what is written in those that import it, or are handed what it makes. */
function withNeeds(result: FileResult, results: readonly FileResult[], around: ReadonlySet<string>): FileResult {
  if (!result.change) return result;
  const { file } = result.change;
  const needs = results.flatMap(({ change }) =>
    change && change.file !== file && around.has(change.file) ? [change.file] : [],
  );
  return { ...result, change: { ...result.change, needs } };
}

/** Every file on its own; then again those whose package.json cannot simply ask for the SDK. */
function* withHeld(
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
  rejected: Rejected,
  kept: Kept,
): Generator<readonly FileTask[], Round, readonly FileResult[]> {
  const task = (source: SourceText, held: ReasonId | null): FileTask => ({
    source,
    held,
    bridge: null,
    uses: null,
    across: project.whole === true && !source.page,
    guests: [],
    ...kept,
    rejected: rejected.get(source.file) ?? null,
  });
  const tasks = sources.map((source) => task(source, null));
  const results = [...(yield* lookAt(tasks, project, options))];
  for (let more = missingSharers(tasks, results, project); more.length > 0; ) {
    const added = more.map((source) => task(source, null));
    tasks.push(...added);
    results.push(...(yield added));
    more = missingSharers(tasks, results, project);
  }
  if (options.target !== 'sdk') return { results, tasks };
  const round = { results, tasks };
  const held = heldManifests(usesOf(results), project, !options.safeOnly);
  const second = yield* withHolds(round, held);
  const broken = brokenApart(usesOf(second.results), held);
  return broken.size === 0 ? second : yield* withHolds(round, new Map([...held, ...broken]));
}

/** The round, with those files done again whose package.json is held. */
function* withHolds(
  { results, tasks }: Round,
  held: ReadonlyMap<string, ReasonId>,
): Generator<readonly FileTask[], Round, readonly FileResult[]> {
  const now = tasks.map((task, index) => {
    const use = results[index]?.use;
    const reason = use?.manifest != null ? held.get(use.manifest) : undefined;
    const concerned = use && (use.needsSdk || (reason === 'package-alias' && (use.waits || use.holds !== null)));
    return reason && concerned ? { ...task, held: reason } : task;
  });
  const again = yield now.filter((task) => task.held !== null);
  let next = 0;
  return {
    results: results.map((result, index) => (now[index]?.held ? (again[next++] ?? result) : result)),
    tasks: now,
  };
}

export function usesOf(results: readonly FileResult[]): FileUse[] {
  return results.map(({ use }) => use);
}
