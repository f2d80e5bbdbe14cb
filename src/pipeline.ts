/** The whole program as a recipe: sources in, findings and changed texts out. No IO, no options but the frozen ones. */
import type { Analysis, FileChange, ProjectFacts, SourceText } from './analysis.js';
import { namesAction, namesActionPlainly } from './catalogue/action-names.js';
import { checkEdits } from './check/invariants.js';
import { asGuest, type Crossing, conflictOf, crossingsOf } from './edit/abroad.js';
import { type Accessor, accessorsOf } from './edit/accounts.js';
import { bridgeChanges, bridgePlaces } from './edit/bridge/bridge-changes.js';
import { type BridgePlace, type BridgeUse, placeOf } from './edit/bridge/placement.js';
import type { CallPlan } from './edit/call-plan.js';
import { withGuests, withSharedNeeds } from './edit/crossings.js';
import { changedUses, type Entered, enteredElsewhere } from './edit/foreign-uses.js';
import { areServed } from './edit/handlers.js';
import { type HelperUse, helperModule } from './edit/helper-module.js';
import { idleNames } from './edit/idle-parameters.js';
import { type MigratedFile, migrateFile, type Surroundings, type Todos } from './edit/migrate-file.js';
import type { Staying } from './edit/old-package.js';
import { packageUse } from './edit/package-use.js';
import { brokenApart, type FileUse, heldManifests, manifestChanges, packageAdvice } from './edit/packages.js';
import { type Planned, planCalls } from './edit/plan-calls.js';
import { relayedCalls } from './edit/relays.js';
import { missingSharers, NOTHING_SHARED, notMoved, type SharedClients, stayingAfter } from './edit/sharers.js';
import { withoutUnused } from './edit/unused-suppressions.js';
import { startEffort } from './evaluate/effort.js';
import { filesAround, importersOf, importsIn } from './evaluate/modules/importers.js';
import { programOf } from './evaluate/modules/localised.js';
import { type ModuleIndex, settle } from './evaluate/modules/module-index.js';
import { type FoundCalls, findCalls } from './find/calls.js';
import { handsOn, mentionsV1 } from './find/handed-on.js';
import { findMarks, isPath, type Mark } from './find/marks/index.js';
import { type FileFacts, packageFacts } from './find/packages/facts.js';
import { inPage } from './find/page.js';
import { publishedFiles } from './find/published.js';
import { repository } from './find/repository.js';
import { isLeftOver } from './find/strangers.js';
import { heed, suppressionsOf } from './find/suppressions/of-module.js';
import { type Sifted, sift } from './find/suppressions/suppression.js';
import type { V1Call } from './find/v1-call.js';
import type { Finding, Span } from './finding.js';
import type { MigrationOptions } from './options.js';
import { missingGivers, withAccessors } from './pipeline/accessors.js';
import { withoutHanded } from './pipeline/handed-back.js';
import { withMovedCredentials } from './pipeline/moved-credentials.js';
import { withReplacedClients } from './pipeline/replaced-clients.js';
import { commandsOf, withCommands } from './pipeline/shell-commands.js';
import { unfold } from './pipeline/unfold.js';
import {
  callFinding,
  type Failure,
  failedFinding,
  isGivenUp,
  markFinding,
  neighbourFinding,
  parseFinding,
  replacedFinding,
} from './plan/findings.js';
import { permissionAdvice, permissionsOf } from './plan/permissions.js';
import type { ReasonId } from './plan/reasons.js';
import { isTidy, isWanted } from './plan/select.js';
import { suppressionFindings } from './plan/suppression-findings.js';
import { todoLines } from './plan/todo.js';
import { endOf, isFailure, type NodePath, parseModule, type SourceModule, startOf } from './syntax/index.js';

import { hasEvidence } from './workspace/prefilter.js';

export { connectedWith } from './pipeline/connected.js';

export type { Analysis, FileChange, ProjectFacts, SourceText };

/** One file to analyse, and what other files say of it. `rejected`: why its new text was refused. */
export interface FileTask extends Surroundings {
  readonly source: SourceText;
  readonly rejected: string | null;
}

/** File → the type error for which a text that an earlier analysis gave was refused. */
export type Rejected = ReadonlyMap<string, string>;
const NONE: Rejected = new Map();

/** Plain data: it goes from one thread to another. */
export interface FileResult {
  readonly findings: readonly Finding[];
  readonly hidden: readonly Finding[];
  readonly change: FileChange | null;
  readonly use: FileUse;
  readonly helpers: HelperUse | null;
  /** what it needs of a bridge */
  readonly bridge: BridgeUse | null;
  /** what the v4 calls need a token to be allowed */
  readonly permissions: readonly string[];
  /** functions of other files that its migrated calls went through */
  readonly entered: readonly Entered[];
  /** its calls whose answers are read in other files */
  readonly crossings: readonly Crossing[];
  readonly shared: SharedClients;
  /** what its calls ask classes of other files for, or of its own */
  readonly asked: readonly Accessor[];
  /** what its classes give */
  readonly given: readonly Accessor[];
  /** files whose answers it cannot be written for */
  readonly refused: readonly string[];
  /** parameters that its calls of v1 were made with, and nothing reads any more */
  readonly idle: readonly string[];
  /** what it holds of v1 reaches nobody who imports it */
  readonly closed?: boolean;
}

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

/** What an earlier turn found that cannot be done: clients that stay the old package's, files that give none. */
interface Kept {
  readonly staying: Staying;
  readonly unasked: readonly string[];
}

/** Every file; then again, where a client that files share cannot move in one of them, so that it stays in all. */
function* withStaying(
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

interface Bridged extends Round {
  readonly places: ReadonlyMap<string, BridgePlace>;
}

/** The files that are written with calls of a bridge. */
function bridgeUses(results: readonly FileResult[]): BridgeUse[] {
  return results.flatMap(({ bridge, change }) => (bridge && change ? [bridge] : []));
}

interface Round {
  readonly results: readonly FileResult[];
  /** what gave them */
  readonly tasks: readonly FileTask[];
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
    const files = [...new Set([...left, ...entered].map(({ file }) => file))].sort();
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

/** The files that speak v1; then those of the others that import what hands it on. */
function* lookAt(
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
  const speakers = [...index.files].filter((file) => !closed.has(file) && mentionsV1(index.textOf(file) ?? ''));
  const found = new Set(speakers);
  for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
  const below = new Set(found);
  const imported = importsIn(importers);
  for (const file of below) for (const next of imported.get(file) ?? []) below.add(next);
  for (const file of below) if (namesAction(index.textOf(file) ?? '')) found.add(file);
  return found;
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

function usesOf(results: readonly FileResult[]): FileUse[] {
  return results.map(({ use }) => use);
}

/** `index`: all files of the run, this one among them. What fails in one file is a finding there, and keeps no other from its turn. */
export function analyseFile(
  task: FileTask,
  project: ProjectFacts,
  options: MigrationOptions,
  index: ModuleIndex,
): FileResult {
  startEffort(task.source.text.length);
  try {
    return analyseOrThrow(task, project, options, index);
  } catch (error) {
    const facts = packageFacts(task.source.file, project);
    const refused = task.guests.map(({ file }) => file);
    // A client's code that only mentions Cloudflare's workers is worth no error.
    const isOther = isGivenUp(error) && !speaksV1(task.source, facts);
    const findings = isOther ? [] : [failedFinding(task.source.file, error)];
    return unparsed(findings, unparsedUse(task.source, facts), refused);
  }
}

/** Is it worth a word where nothing else can be said of the file? */
function speaksV1({ text }: SourceText, { cloudflareIsV1 }: FileFacts): boolean {
  return hasEvidence([Buffer.from(text)], cloudflareIsV1) || namesActionPlainly(text);
}

function analyseOrThrow(
  task: FileTask,
  project: ProjectFacts,
  options: MigrationOptions,
  index: ModuleIndex,
): FileResult {
  const { source } = task;
  const facts = packageFacts(source.file, project);
  index.trim();
  const module = index.module(source.file) ?? parseModule(source.file, source.text, facts.esm);
  const refused = task.guests.map(({ file }) => file);
  if (isFailure(module))
    return unparsed(
      !source.unmarked && speaksV1(source, facts) ? [parseFinding(module)] : [],
      unparsedUse(source, facts),
      refused,
    );
  heed(module, options.comments ? (source.outer ?? []) : []);
  const found = callsIn(module, facts, source);
  const todos: Todos = (planned, client) => todoLines(planned.filter(isOwn), module, options, client);
  const guests = guestPlans(task, module, project, options, index);
  const migrated = withRelays(module, [...found.calls, ...(guests?.relayed ?? [])], (calls) =>
    migrateFile(module, calls, facts, options, todos, task, guests?.plans),
  );
  const again = (text: string) => runAgain(source, text, facts, options, task, index);
  const failure =
    migrated.text === null ? null : failureOf(task, migrated.text, checkEdits(module, migrated.text, again));
  const text = failure ? null : migrated.text;
  const plans = migrated.planned.flatMap(({ plan }) => plan ?? []);
  const anchors = plans.map(({ anchor }) => anchor);
  const commands = commandsOf(module, options);
  const places = [...anchors, ...commands.places];
  const marks = findMarks(module, found, facts, places, options.secrets !== false).filter(
    (mark) => !isRead(mark, plans) && !isTold(mark, commands.told),
  );
  const isLeft = (mark: Mark) => text === null || !(isGone(mark, migrated.gone) || isRead(mark, guests?.plans ?? []));
  const own = migrated.planned.filter(isOwn);
  const client = failure ? null : migrated.client;
  const isReplaced = ({ rule, at }: Mark) =>
    rule === 'v1-package' && client?.loads.some(({ path }) => isPath(at) && at.node === path.node);
  const moves = options.secrets === 'move' && !source.page;
  const findings = [
    ...own.map((planned) => callFinding(planned, module, failure)),
    ...found.neighbours.map((neighbour) => neighbourFinding(neighbour, module)),
    ...marks.filter((mark) => isLeft(mark) && !isReplaced(mark)).map((mark) => markFinding(mark, module, moves)),
    ...(client?.leak ? client.loads.map((use) => replacedFinding(use, client, module)) : []),
    ...commands.findings,
  ];
  const leaving = marks.filter((mark) => !isLeft(mark)).map((mark) => markFinding(mark, module));
  const suppressions = options.comments ? suppressionsOf(module) : [];
  const all = sift(module.text, suppressions, findings, leaving);
  const inside = suppressions.filter((one) => !one.outer);
  const sifted = { ...all, unused: all.unused.filter((one) => !one.outer) };
  const written = text !== null;
  const given = written ? (task.accessors ?? []) : [];
  const isReplacing = migrated.client !== null;
  const use = packageUse(module, facts, own, text, task.staying, isReplacing, given.length > 0);
  return {
    findings: [...sifted.shown, ...suppressionFindings(source.file, inside, sifted)],
    hidden: sifted.hidden,
    change: changeOf(
      source,
      tidied(
        module,
        sifted,
        commands.edits.length === 0 ? text : withCommands(module, text ?? module.text, options),
        options,
      ),
    ),
    use: { ...use, file: source.file, manifest: facts.governing },
    helpers: written ? migrated.helpers : null,
    bridge: written ? migrated.bridge : null,
    permissions: [...(written ? permissionsOf(own, migrated.client, options) : []), ...commands.permissions],
    entered: written ? enteredElsewhere(migrated.planned) : [],
    crossings: written ? crossingsOf(plans) : [],
    shared: failure ? notMoved(migrated.shared) : migrated.shared,
    asked: written ? accessorsOf(plans, options) : [],
    given,
    refused: [
      ...(guests && !failure && isTaken(migrated, guests, plans, module) ? [] : refused),
      ...(isAgreed(migrated, guests) ? [] : [source.file]),
    ],
    idle: text === null ? [] : idleNames(module, text),
    closed: !source.unmarked && !source.page && !handsOn(module),
  };
}

/** With the calls of the file's own functions that hand on what v4 answers, which are known once theirs are planned. */
function withRelays(
  module: SourceModule,
  calls: readonly V1Call[],
  migrate: (calls: readonly V1Call[]) => MigratedFile,
): MigratedFile {
  const sorted = [...calls].sort(bySite);
  const migrated = migrate(sorted);
  const known = new Set(calls.map(({ site }) => site.node));
  const more = readersIn(module, migrated).filter(({ site }) => !known.has(site.node));
  return more.length === 0 ? migrated : withRelays(module, [...sorted, ...more], migrate);
}

function readersIn({ program }: SourceModule, { planned }: MigratedFile): V1Call[] {
  const readers = planned.flatMap(({ plan }) => plan?.relay?.readers ?? []).map(({ call }) => call);
  return readers.filter(({ site }) => programOf(site) === program.node);
}

/** Is each call of a function that hands something on written as what that function hands on, and each such function so? */
function isAgreed(migrated: MigratedFile, guests: Guests | null): boolean {
  const given = new Set(guests?.relayed.map(({ site }) => site.node));
  const own = migrated.planned.filter((one) => !isOwn(one) && !given.has(one.call.site.node));
  const wanted = new Set(migrated.planned.flatMap(({ plan }) => plan?.relay?.readers ?? []).map(siteOf));
  return own.every((one) => one.plan !== null && wanted.has(one.call.site.node));
}

function siteOf({ call }: CallPlan): V1Call['site']['node'] {
  return call.site.node;
}

/** Is the call one of v1, and not of a function elsewhere that makes one? */
function isOwn({ call }: Planned): boolean {
  return call.relayed !== true;
}

/** Is everything written that other files' calls give to this one? */
function isTaken(
  { unwritten, planned }: MigratedFile,
  guests: Guests,
  plans: readonly CallPlan[],
  { program }: SourceModule,
): boolean {
  const isWritten = planned.every((one) => isOwn(one) || one.plan !== null);
  const all = [...plans, ...guests.plans];
  return !unwritten && isWritten && !conflictOf(guests.plans, plans) && areServed(all, program.node);
}

/** Is the address in a command that is told as such? */
function isTold({ at, rule }: Mark, told: readonly Span[]): boolean {
  const start = isPath(at) ? startOf(at.node) : startOf(at);
  return rule === 'v1-endpoint' && told.some((span) => span.start <= start && start < span.end);
}

/** The text with what the options ask for beside the migration; `text`: what that wrote, if anything. */
function tidied(module: SourceModule, { unused }: Sifted, text: string | null, options: MigrationOptions): string {
  const after = text ?? module.text;
  if (unused.length === 0 || !isTidy(options)) return after;
  const now = after === module.text ? module : parseModule(module.file, after, module.kind === 'esm');
  const own = suppressionsOf(module).filter((one) => !one.outer);
  return isFailure(now) ? after : withoutUnused({ all: own, unused }, after, suppressionsOf(now));
}

function changeOf({ file, text: before }: SourceText, after: string): FileChange | null {
  return after === before ? null : { file, before, after };
}

function callsIn(module: SourceModule, facts: FileFacts, { page }: SourceText): FoundCalls {
  const found = findCalls(module, facts);
  return page ? inPage(found, module) : found;
}

/** What other files' calls give to this one. */
interface Guests {
  /** whose answers are read here */
  readonly plans: readonly CallPlan[];
  /** the calls here of functions that hand on what they are answered */
  readonly relayed: readonly V1Call[];
}

/** The calls of other files as this one sees them; null where one of them is not what it was taken for. */
function guestPlans(
  { guests }: FileTask,
  module: SourceModule,
  project: ProjectFacts,
  options: MigrationOptions,
  index: ModuleIndex,
): Guests | null {
  const found: CallPlan[] = [];
  const relayed: V1Call[] = [];
  for (const { file, starts } of guests) {
    const home = index.module(file);
    const facts = packageFacts(file, project);
    const calls = home ? [...findCalls(home, facts).calls, ...relayedCalls(home, facts)] : [];
    const asked = calls.filter(({ site }) => starts.includes(site.node.start ?? -1));
    const plans = home
      ? planCalls(asked, home, options, facts).flatMap(({ plan }) => (plan?.abroad || plan?.relay ? [plan] : []))
      : [];
    if (plans.length !== starts.length) return null;
    found.push(...plans.filter(({ abroad }) => abroad).map((plan) => asGuest(plan, module)));
    const readers = plans.flatMap(({ relay }) => relay?.readers ?? []);
    const isTaken = found.some(({ answer }) => answer.shared.some(({ fn }) => programOf(fn) === module.program.node));
    if ((readers.length > 0 || isTaken) && options.target === 'sdk' && !sharesPackages(file, module.file, project))
      return null;
    relayed.push(...readers.map(({ call }) => call).filter(({ site }) => programOf(site) === module.program.node));
  }
  return { plans: found, relayed };
}

/** Are both of one package, or of one workspace? Else each may have the SDK's classes of its own. */
function sharesPackages(file: string, other: string, project: ProjectFacts): boolean {
  if (packageFacts(file, project).governing === packageFacts(other, project).governing) return true;
  return Object.entries(project.manifests).some(([manifest, text]) => {
    const root = manifest.slice(0, manifest.lastIndexOf('/') + 1);
    return /"workspaces"\s*:/.test(text) && [file, other].every((one) => one.startsWith(root));
  });
}

function bySite(one: V1Call, other: V1Call): number {
  return startOf(one.site.node) - startOf(other.site.node);
}

/** Does what the mark is at go with the rewrite? */
function isGone({ at }: Mark, gone: readonly NodePath[]): boolean {
  return gone.some(({ node }) => {
    const [start, end] = isPath(at) ? [at.node.start, at.node.end] : [at.start, at.end];
    return (start ?? 0) >= startOf(node) && (end ?? 0) <= endOf(node);
  });
}

/** Is the mark at a read of an answer that the file is rewritten for? */
function isRead({ at, rule }: Mark, guests: readonly CallPlan[]): boolean {
  return rule === 'v1-answer' && isPath(at) && guests.some(({ answer }) => answer.shapes.has(at.node));
}

function failureOf(
  { rejected, source: { tail = '' } }: FileTask,
  text: string,
  unsound: string | null,
): Failure | null {
  if (!text.includes(tail)) return { id: 'check-failed', field: 'the markup uses what would change' };
  if (unsound !== null) return { id: 'check-failed', field: unsound };
  return rejected === null ? null : { id: 'type-error', field: rejected };
}

function unparsed(findings: readonly Finding[], use: FileUse, refused: readonly string[]): FileResult {
  return {
    findings,
    hidden: [],
    change: null,
    use,
    helpers: null,
    bridge: null,
    permissions: [],
    entered: [],
    crossings: [],
    shared: NOTHING_SHARED,
    asked: [],
    given: [],
    refused,
    idle: [],
  };
}

/** What another run makes of a rewritten text, null where it leaves it alone; its package.json is raised by then. */
function runAgain(
  source: SourceText,
  text: string,
  facts: FileFacts,
  options: MigrationOptions,
  around: Surroundings,
  index: ModuleIndex,
): string | null {
  const isAlone = around.held === null && around.uses === null && around.bridge === null && !source.page;
  if (isAlone && !isLeftOver(source.file, text, index)) return null;
  const module = parseModule(source.file, text, facts.esm);
  if (isFailure(module)) return null;
  settle(module, index);
  heed(module, options.comments ? (source.outer ?? []) : []);
  // With the package raised, or with its other name, `cloudflare` is the SDK.
  const held = around.held === 'package-alias' ? null : around.held;
  const raised = { ...facts, cloudflareIsV1: facts.cloudflareIsV1 && (options.target !== 'sdk' || held !== null) };
  const { calls } = callsIn(module, raised, source);
  const todos: Todos = (planned, client) => todoLines(planned, module, options, client);
  return migrateFile(module, calls, raised, options, todos, { ...around, held, accessors: [], again: true }).text;
}

/** What cannot be parsed may need the old package. */
function unparsedUse({ file, text }: SourceText, { cloudflareIsV1, governing }: FileFacts): FileUse {
  const holds = cloudflareIsV1 && /['"]cloudflare['"]/.test(text) ? 'package-needed' : null;
  return {
    needsSdk: false,
    holds,
    waits: false,
    aliased: false,
    replaced: false,
    dropped: [],
    file,
    manifest: governing,
  };
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
