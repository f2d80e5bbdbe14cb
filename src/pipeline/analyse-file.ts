/** One file: what is found in it, and its text as it is after the migration. */

import type { FileChange, ProjectFacts, SourceText } from '../analysis.js';
import { namesActionPlainly } from '../catalogue/action-names.js';
import { checkEdits } from '../check/invariants.js';
import { conflictOf, crossingsOf } from '../edit/abroad.js';
import { accessorsOf } from '../edit/accounts.js';
import type { CallPlan } from '../edit/call-plan.js';
import { enteredElsewhere } from '../edit/foreign-uses.js';
import { areServed } from '../edit/handlers.js';
import { idleNames } from '../edit/idle-parameters.js';
import { type MigratedFile, migrateFile, type Surroundings, type Todos } from '../edit/migrate-file.js';
import { packageUse } from '../edit/package-use.js';
import type { FileUse } from '../edit/packages.js';
import type { Planned } from '../edit/plan-calls.js';
import { NOTHING_SHARED, notMoved } from '../edit/sharers.js';
import { withoutUnused } from '../edit/unused-suppressions.js';
import { startEffort } from '../evaluate/effort.js';
import { programOf } from '../evaluate/modules/localised.js';
import { type ModuleIndex, settle } from '../evaluate/modules/module-index.js';
import { type FoundCalls, findCalls } from '../find/calls.js';
import { handsOn } from '../find/handed-on.js';
import { findMarks, isPath, type Mark } from '../find/marks/index.js';
import { type FileFacts, packageFacts } from '../find/packages/facts.js';
import { inPage } from '../find/page.js';
import { isLeftOver } from '../find/strangers.js';
import { heed, suppressionsOf } from '../find/suppressions/of-module.js';
import { type Sifted, sift } from '../find/suppressions/suppression.js';
import type { V1Call } from '../find/v1-call.js';
import type { Finding, Span } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import {
  callFinding,
  type Failure,
  failedFinding,
  isGivenUp,
  markFinding,
  neighbourFinding,
  parseFinding,
  replacedFinding,
} from '../plan/findings.js';
import { permissionsOf } from '../plan/permissions.js';
import { isTidy } from '../plan/select.js';
import { suppressionFindings } from '../plan/suppression-findings.js';
import { todoLines } from '../plan/todo.js';
import { endOf, isFailure, type NodePath, parseModule, type SourceModule, spanOf, startOf } from '../syntax/index.js';
import { hasEvidence } from '../workspace/prefilter.js';
import type { FileResult, FileTask } from './file-result.js';
import { type Guests, guestPlans } from './guests.js';
import { commandsOf, withCommands } from './shell-commands.js';

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
  const calls = [...found.calls, ...(guests?.relayed ?? [])];
  const attempt = (unsound?: string) =>
    withRelays(module, calls, (all) =>
      migrateFile(module, all, facts, options, todos, { ...task, ...(unsound && { unsound }) }, guests?.plans),
    );
  const again = (text: string) => runAgain(source, text, facts, options, task, index);
  const checked = ({ text }: MigratedFile) => (text === null ? null : checkEdits(module, text, again));
  const first = attempt();
  const unsound = checked(first);
  const second = unsound === null || task.guests.length > 0 ? null : attempt(unsound);
  const migrated = second && second.text !== null && checked(second) === null ? second : first;
  const failure = migrated.text === null ? null : failureOf(task, migrated.text, migrated === first ? unsound : null);
  const text = failure ? null : migrated.text;
  const plans = migrated.planned.flatMap(({ plan }) => plan ?? []);
  const anchors = plans.map(({ anchor }) => anchor);
  const commands = commandsOf(module, options);
  const places = [...anchors, ...commands.places];
  const marks = findMarks(module, found, facts, places, options.secrets !== false).filter(
    (mark) => !isRead(mark, plans) && !isTold(mark, commands.told),
  );
  const isLeft = (mark: Mark) =>
    text === null ||
    !(isGone(mark, migrated.gone) || isCleared(mark, module.text, text) || isRead(mark, guests?.plans ?? []));
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

function bySite(one: V1Call, other: V1Call): number {
  return startOf(one.site.node) - startOf(other.site.node);
}

/** Does what the mark is at go with the rewrite? */
function isGone({ at }: Mark, gone: readonly NodePath[]): boolean {
  const { start, end } = spanOf(isPath(at) ? at.node : at);
  return gone.some(({ node }) => start >= startOf(node) && end <= endOf(node));
}

/** Is the address nowhere in the text any more, since nothing asks for what it was held by? */
function isCleared({ at, rule }: Mark, before: string, after: string): boolean {
  const { start, end } = spanOf(isPath(at) ? at.node : at);
  return rule === 'v1-endpoint' && !after.includes(before.slice(start, end));
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

export function unparsed(findings: readonly Finding[], use: FileUse, refused: readonly string[]): FileResult {
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

/** What cannot be parsed may need the old package. */
export function unparsedUse({ file, text }: SourceText, { cloudflareIsV1, governing }: FileFacts): FileUse {
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
