/** One file: its v1 calls planned, written, and what nothing needs any more taken out. */

import { evaluate } from '../evaluate/evaluate.js';
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import { type ClientGroup, groupAt, isShared, sharedGroups } from '../find/packages/client-groups.js';
import { type PackageFacts, packageClient } from '../find/packages/cloudflare.js';
import type { FileFacts } from '../find/packages/facts.js';
import type { V1Call } from '../find/v1-call.js';
import type { TextEdit } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import { REASONS, type ReasonId } from '../plan/reasons.js';
import { isCallWanted } from '../plan/wanted-call.js';
import {
  asCoroutines,
  type ast,
  is,
  isFailure,
  type NodePath,
  parseModule,
  type SourceModule,
} from '../syntax/index.js';
import { accessorEdits } from './accessor-text.js';
import type { Accessor } from './accounts.js';
import { withBridges } from './bridge/bridged.js';
import { type BridgePlace, type BridgeUse, placeOf } from './bridge/placement.js';
import {
  canBeReplaced,
  onReplacedClient,
  type ReplacedClient,
  replacedClient,
  replacingEdits,
} from './bridge/replaced-client.js';
import { type BridgeSpec, joined } from './bridge/spec.js';
import {
  bridgeCheck,
  bridgeImport,
  callInline,
  fitsInline,
  inlineBridge,
  neededBridge,
  writeBridges,
} from './bridge/write-bridges.js';
import { type CallPlan, SUCCESS } from './call-plan.js';
import { chooseName } from './choose-name.js';
import { cleanUp } from './clean-up.js';
import { readClientErrors, withClientErrors } from './client-errors.js';
import { Clients } from './clients.js';
import type { Guest } from './crossings.js';
import { releasedRemoval, removalsOf, withoutGoneWrappers } from './gone-wrappers.js';
import { withSharedFunctions } from './handed-parts.js';
import { handlersOf } from './handlers.js';
import { type HelperUse, specifier } from './helper-module.js';
import { helperEdit } from './helper-text.js';
import type { HelperId } from './helpers/index.js';
import { importEdits, sdkImport } from './imports.js';
import { withoutKeptIds, withoutSentIds, withoutSharedIds } from './kept-ids.js';
import { withLineEnds } from './line-ends.js';
import { neededHelpers } from './needs.js';
import {
  becomesClient,
  clientLeaks,
  clientsStay,
  movedMakings,
  precedesSdk,
  renameEdits,
  type Staying,
} from './old-package.js';
import { isManual, isPlaced, type Planned, planCalls } from './plan-calls.js';
import { relayedTypes } from './relayed-types.js';
import {
  functionsAt,
  releasedEndpoints,
  releasedExports,
  type Ungiven,
  type Uses,
  untakenExports,
} from './released.js';
import { Rewriter } from './rewriter.js';
import { NOTHING_SHARED, type SharedClients } from './sharers.js';
import { apiHandling } from './styles/promise.js';
import { CallWriter } from './styles/writer.js';
import { sliceWith } from './text.js';
import { withTypeChanges } from './type-changes.js';
import { typeEdits } from './types.js';
import { ValueWriter } from './values.js';

export interface MigratedFile {
  readonly planned: readonly Planned[];
  /** null where nothing changes */
  readonly text: string | null;
  /** what it imports from the module of `--helpers` */
  readonly helpers: HelperUse | null;
  /** what it needs of a bridge */
  readonly bridge: BridgeUse | null;
  /** what takes the place of the old package's client */
  readonly client: ReplacedClient | null;
  /** what nothing needs any more: functions around requests, addresses */
  readonly gone: readonly NodePath[];
  /** its new text could not be put together */
  readonly unwritten: boolean;
  /** clients that it shares with other files, and whether they become those of v4 here */
  readonly shared: SharedClients;
}

interface Gone {
  readonly paths: readonly NodePath[];
  removals(source: string): ReturnType<typeof removalsOf>;
}

/** What other files say of this one. */
export interface Surroundings {
  /** why the SDK cannot come in here, if so */
  readonly held: ReasonId | null;
  /** where the bridge is; null: that is not decided yet */
  readonly bridge: BridgePlace | null;
  /** what other files take from this one; null: not known, or nothing of it goes */
  readonly uses: Uses | null;
  /** may its answers be followed into other files? */
  readonly across: boolean;
  /** calls of other files whose answers this one reads */
  readonly guests: readonly Guest[];
  /** clients shared with other files that stay those of the old package */
  readonly staying: Staying;
  /** what its classes are to give other files */
  readonly accessors?: readonly Accessor[];
  /** files whose classes are not asked for an account */
  readonly unasked?: readonly string[];
  /** the text is one that a migration wrote: what loads the old package does so for a reason */
  readonly again?: boolean;
  /** why no text with calls of v4 can be put together, or passes its checks: requests go through the bridge */
  readonly unsound?: string;
}

const ALONE: Surroundings = { held: null, bridge: null, uses: null, across: false, guests: [], staying: [] };

/** Lines that go above statements, by the statement's node. */
export type Todos = (
  planned: readonly Planned[],
  client: ReplacedClient | null,
) => ReadonlyMap<ast.Node, readonly string[]>;

export function migrateFile(
  module: SourceModule,
  calls: readonly V1Call[],
  facts: FileFacts,
  options: MigrationOptions,
  todos: Todos,
  surroundings: Surroundings = ALONE,
  guests: readonly CallPlan[] = [],
): MigratedFile {
  const { held, bridge: place, uses, across, staying, unsound } = surroundings;
  const { again = false, accessors = [], unasked = [] } = surroundings;
  const released = releasedExports(module, uses);
  const untaken = untakenExports(module, uses);
  const alone = held === 'package-alias' || !facts.cloudflareIsV1 || options.target === 'fetch';
  const plansOf = (given: readonly V1Call[], apart: boolean, replaced = false) => {
    const all = withTypeChanges(planCalls(given, module, options, across ? facts : null));
    const chosen = wanted(all, module, options, held, apart, staying);
    const kept = unsound
      ? chosen.map((one) => unwritten(one, unsound))
      : withSharedFunctions(chosen, module.program.node);
    const goneIn = (some: readonly Planned[]) =>
      withoutGoneWrappers(some.filter(isPlaced), { released, untaken }, functionsAt(module, uses), uses?.unnamed);
    // A request inside of a function that goes gives nobody an id.
    const counted = new Set(goneIn(kept).planned.map(({ call }) => call));
    for (;;) {
      const some = withoutStrayIds(kept, counted, module, facts, options, held, staying, replaced);
      const gone = goneIn(some);
      if (gone.planned.every(({ call }) => counted.has(call))) return gone;
      for (const { call } of gone.planned) counted.add(call);
    }
  };
  // A client that stays the old one somewhere stays so everywhere: the calls have one of v4 beside it.
  const isStaying = ({ shared }: V1Call) => alone && shared !== undefined && staying.includes(shared);
  const given = withoutHolders(calls, unasked).map((call) => (isStaying(call) ? { ...call, clientStays: true } : call));
  const canReplace = !again && !isClosed(held) && canBeReplaced(module, facts, options);
  let left = plansOf(given, alone || canReplace, canReplace);
  const remain = canReplace && clientsStay(module, facts, left.planned, staying);
  const client = canReplace ? replacedClient(module, facts, left.planned, options, remain) : null;
  if (remain && !client) left = plansOf(given, alone);
  const apart = alone || client !== null;
  const stays =
    apart &&
    (clientsStay(module, facts, left.planned, staying) || precedesSdk(module, facts, sdkImport(module)?.start ?? 0));
  if (stays) {
    const asOld = calls.map((call) => (call.packageClient ? { ...call, clientStays: true } : call));
    left = plansOf(asOld, apart, client !== null);
  }
  const isAliased = held === 'package-alias' && !client && (stays || !left.planned.some(isOfPackage));
  const renames = isAliased ? renameEdits(module) : [];
  const made = stays || (held !== null && isManual(held)) ? [] : movedMakings(module, staying);
  const gone = goneWith(module, left.functions, { released, untaken });
  const own = client ? onReplacedClient(left.planned, client.patched) : left.planned;
  const planned = withClientErrors(isClosed(held) ? own : bridgedCalls(own, module, options), {
    target: options.target,
    typed: module.typescript,
  });
  const plans = planned.flatMap(({ plan }) => (plan ? [plan] : []));
  const bridged = planned.filter(({ bridge }) => bridge);
  const lines = todos(planned, client);
  const changing =
    plans.length + guests.length + bridged.length + gone.paths.length + renames.length + made.length + accessors.length;
  const nothing = { text: null, helpers: null, bridge: null, client: null, gone: [] };
  if (changing === 0 && !client && lines.size === 0)
    return { planned, ...nothing, unwritten: false, shared: sharedIn(module, planned, options, []) };
  let written: Written;
  try {
    const work = { plans, guests, bridged, gone, place, renames, made, client, accessors, uses };
    written = write(module, work, facts, options, lines);
  } catch (error) {
    const alone = guests.length + renames.length + made.length + accessors.length === 0 && !client && !isClosed(held);
    const second =
      alone && unsound === undefined
        ? migrateFile(module, calls, facts, options, todos, { ...surroundings, unsound: messageOf(error) }, guests)
        : null;
    if (second && !second.unwritten && second.planned.some(({ bridge }) => bridge)) return second;
    const left = planned.map((one) => unwritten(one, messageOf(error)));
    return { planned: left, ...nothing, unwritten: true, shared: sharedIn(module, left, options, []) };
  }
  const { text, needed, bridge } = written;
  const helpers = options.helpers !== null && needed.size > 0 ? { ids: needed, style: module.style } : null;
  const shared = sharedIn(module, planned, options, made);
  return {
    planned,
    text: text === module.text ? null : text,
    helpers,
    bridge,
    client,
    gone: gone.paths,
    unwritten: false,
    shared,
  };
}

/** The calls as if nothing gave their account. */
function withoutHolders(calls: readonly V1Call[], files: readonly string[]): readonly V1Call[] {
  if (files.length === 0) return calls;
  return calls.map((call) => {
    const holder = call.credentials?.holder;
    const file = holder && homeOf(programOf(holder.body))?.module.file;
    if (!call.credentials || !file || !files.includes(file)) return call;
    const { email, key } = call.credentials;
    return { ...call, credentials: { email, key } };
  });
}

/** `made`: the clients that become those of v4. */
function sharedIn(
  module: SourceModule,
  planned: readonly Planned[],
  options: MigrationOptions,
  made: readonly NodePath[],
): SharedClients {
  const groups = sharedGroups(module);
  if (groups.length === 0) return NOTHING_SHARED;
  const moving = planned.flatMap(({ call, plan }) => (plan && becomesClient(call, options) ? [call.site] : []));
  const places = new Set([...moving, ...made].map(({ node }) => `${node.start} ${node.end}`));
  const moves = ({ calls, made }: ClientGroup) =>
    [...calls, ...made].every(({ file, start, end }) => file !== module.file || places.has(`${start} ${end}`));
  const ids = (list: readonly ClientGroup[]) => list.map(({ id }) => id).sort();
  return {
    moved: ids(groups.filter(moves)),
    stuck: ids(groups.filter((group) => !moves(group))),
    files: [...new Set(groups.flatMap(({ files }) => files))].sort(),
  };
}

function goneWith(
  module: SourceModule,
  functions: readonly NodePath<ast.Function>[],
  { released, untaken }: Ungiven,
): Gone {
  const given = [...released, ...untaken];
  const endpoints = releasedEndpoints(module, released);
  return {
    paths: [...functions, ...endpoints.map(({ address }) => address)],
    removals: (source) => [
      ...functions.flatMap((fn) => removalsOf(fn, given, source)),
      ...endpoints.map(({ one }) => releasedRemoval(one, source)),
    ],
  };
}

/** Leaves out the calls whose ids would go from one API to the other; `counted`: those that give and take ids. */
function withoutStrayIds(
  planned: readonly Planned[],
  counted: ReadonlySet<V1Call>,
  module: SourceModule,
  facts: PackageFacts,
  options: MigrationOptions,
  held: ReasonId | null,
  staying: Staying,
  replaced: boolean,
): readonly Planned[] {
  const leaks = !replaced && clientLeaks(module, facts, planned, staying);
  const marked = (list: readonly Planned[]) =>
    (replaced ? onReplacedClient(list) : list).filter(({ call }) => counted.has(call));
  for (let current: readonly Planned[] = withoutKeptIds(withoutSharedIds(planned, staying), leaks, marked); ; ) {
    const own = marked(current);
    const sent = withoutSentIds(current, isClosed(held) ? own : bridgedCalls(own, module, options));
    if (sent === current) return current;
    current = withoutKeptIds(sent, leaks, marked);
  }
}

/** Where no module can be written beside the file, only a small bridge is. */
function bridgedCalls(
  planned: readonly Planned[],
  module: SourceModule,
  options: MigrationOptions,
): readonly Planned[] {
  const bridged = withBridges(planned, module, options, bridgeCheck);
  if (options.bridge !== 'inline') return bridged;
  const spec = neededBridge(
    bridged.filter(({ bridge }) => bridge),
    module,
  );
  const alone = planned.every(({ plan }) => !plan);
  if (spec && alone && fitsInline(module, spec, options)) return bridged;
  return withBridges(planned, module, { ...options, bridge: false }, bridgeCheck);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A rewrite that could not be put together is a fault of ours: the file stays as it is, and the call is told. */
function unwritten(planned: Planned, field: string): Planned {
  if (!planned.plan && !planned.bridge) return planned;
  const reason = { id: 'check-failed' as const, path: planned.call.site, field };
  return { ...planned, plan: null, bridge: undefined, reasons: [...planned.reasons, reason] };
}

/** Nothing of the file can move to the SDK. */
function isClosed(held: ReasonId | null): boolean {
  return held !== null && isManual(held);
}

function isOfPackage({ call }: Planned): boolean {
  return call.packageClient !== null;
}

/** Leaves out what the options leave out; the old package goes only as a whole, unless what stays has it `apart`. */
function wanted(
  planned: readonly Planned[],
  module: SourceModule,
  options: MigrationOptions,
  held: ReasonId | null,
  apart: boolean,
  staying: Staying,
): Planned[] {
  const kept = planned.map((one) => {
    if (!one.plan) return one;
    const review = one.reasons.some(({ id }) => REASONS[id].applicability === 'review');
    const named = isCallWanted(one, module, options);
    return (review && options.safeOnly) || !named ? { ...one, plan: null } : one;
  });
  const isStaying = ({ call: { shared } }: Planned) => shared !== undefined && staying.includes(shared);
  const stays = !apart && kept.some((one) => isOfPackage(one) && (!one.plan || isStaying(one)));
  if (!stays && !held) return kept;
  const id = held ?? 'package-needed';
  return kept.map((one) => {
    if (!one.plan || !(held || isOfPackage(one))) return one;
    const reasons = [...one.reasons, { id, path: one.call.site }];
    return { ...one, plan: isManual(id) ? null : { ...one.plan, reasons }, reasons };
  });
}

interface Work {
  readonly plans: readonly CallPlan[];
  readonly guests: readonly CallPlan[];
  readonly bridged: readonly Planned[];
  readonly gone: Gone;
  readonly place: BridgePlace | null;
  /** where the old package is loaded, which stays under its other name */
  readonly renames: readonly TextEdit[];
  /** clients that it makes for other files too */
  readonly made: readonly NodePath[];
  /** what takes the place of the old package's */
  readonly client: ReplacedClient | null;
  readonly accessors: readonly Accessor[];
  readonly uses: Uses | null;
}

interface Written {
  readonly text: string;
  readonly needed: ReadonlySet<HelperId>;
  readonly bridge: BridgeUse | null;
}

function write(
  module: SourceModule,
  { plans, guests, bridged, gone, place: given, renames, made, client, accessors, uses }: Work,
  facts: FileFacts,
  options: MigrationOptions,
  todos: ReadonlyMap<ast.Node, readonly string[]>,
): Written {
  const beside = renames.length > 0 || client !== null;
  const existing = beside ? null : (sdkImport(module)?.name ?? null);
  const clients = new Clients(module, plans, options, existing, facts.lateEnvironment);
  const writer = new CallWriter(options, clients);
  const handlers = handlersOf([...plans, ...guests]);
  const rewriter = new Rewriter(module, [...plans, ...guests], writer.writers, todos, handlers);
  writer.rewriter = rewriter;
  rewriter.target = options.target;
  plans.forEach((plan, index) => {
    plan.name = chooseName(plan, rewriter, plans.slice(0, index));
  });
  for (const { plan, fn } of handlers)
    plan.name = chooseName(plan, rewriter, [], plan.guest === true ? fn.scope : null);
  for (const plan of guests) plan.name = plan.action.answer.noun;
  const tellClientErrors = readClientErrors(plans, rewriter);
  clients.settle(rewriter, (plan) => ['pass', 'code'].includes(apiHandling(writer, plan)), accessors);
  tellClientErrors();
  const out: TextEdit[] = [...renames];
  creationEdits(module, plans, made, facts, clients, rewriter, options);
  typeEdits(module, rewriter);
  relayedTypes(rewriter);
  const asked = accessorEdits(module, [...accessors, ...clients.ownAccessors], clients.sdkName, options.target);
  if (!asked) throw new Error('a class cannot give its account');
  out.push(...asked);
  for (const removal of gone.removals(rewriter.source)) {
    if ('node' in removal) rewriter.drop(removal.node);
    else out.push(...removal.edits);
  }
  const calls = writeBridges(bridged, rewriter);
  const specs = [...(calls ? [calls.spec] : []), ...(client ? [client.spec] : [])];
  const bridge = specs.length > 0 ? bridgeUse(module, specs.reduce(joined), facts, options, plans) : null;
  const place = bridge && (options.bridge === 'inline' ? 'inline' : (given ?? placeOf([bridge], [])));
  if (calls && place === 'inline') callInline(calls, rewriter);
  if (client && place) out.push(...replacingEdits(client, specifier(module, place)));
  rewriter.visit(module.program, SUCCESS, out);
  const inline = calls && place === 'inline' ? inlineBridge(module, calls, options) : null;
  const imports = calls && place ? bridgeImport(module, calls, place) : [];
  const helpers =
    plans.length + guests.length > 0 ? helperEdit(rewriter, clients, options, applied(rewriter, out)) : null;
  // first: what else is put at the same place belongs to the statement behind it
  if (plans.length + guests.length + made.length + asked.length > 0 || imports.length > 0 || inline)
    out.unshift(
      ...importEdits(module, rewriter, clients, options, {
        written: out,
        lines: imports,
        sdk: inline !== null || made.length + asked.length > 0 || clients.namesSdk(helpers ? [...out, helpers] : out),
        beside,
      }),
    );
  if (helpers) out.push(helpers);
  if (inline) out.push(inline);
  const text = asCoroutines(module, withLineEnds(applied(rewriter, out), rewriter.source, module));
  const changed = plans.length + guests.length + bridged.length + gone.paths.length + made.length + asked.length > 0;
  const cleaned = changed ? cleanUp(module, text, uses?.asked, uses?.after) : text;
  return { text: gone.paths.length > 0 ? withoutEnds(cleaned) : cleaned, needed: neededHelpers(rewriter), bridge };
}

function bridgeUse(
  module: SourceModule,
  spec: BridgeSpec,
  { esm }: FileFacts,
  options: MigrationOptions,
  plans: readonly CallPlan[],
): BridgeUse {
  const { file, kind, typescript, style } = module;
  const canBeInline = plans.length === 0 && spec.client === 'none' && fitsInline(module, spec, options);
  return { file, spec, kind, esm, typescript, style, canBeInline };
}

/** Blank lines that the first or last of a file leaves behind; a file of nothing but those is empty. */
function withoutEnds(text: string): string {
  if (text.trim() === '') return '';
  const whole = text.replace(/^(?:[\t ]*\r?\n)+/, '');
  if (!whole.endsWith('\n')) return whole;
  const code = whole.trimEnd();
  return code + (/^[^\n]*\n/.exec(whole.slice(code.length))?.[0] ?? '');
}

function applied({ source }: Rewriter, edits: readonly TextEdit[]): string {
  return sliceWith(source, 0, source.length, withoutNested(edits));
}

/** Edits inside others were written by them already. */
function withoutNested(edits: readonly TextEdit[]): TextEdit[] {
  const wide = edits.filter((edit) => edit.end > edit.start);
  return edits.filter(
    (edit) =>
      !wide.some(
        (other) =>
          other !== edit &&
          other.start <= edit.start &&
          other.end >= edit.end &&
          other.end - other.start > edit.end - edit.start &&
          !(edit.start === edit.end && (edit.start === other.start || edit.end === other.end)),
      ),
  );
}

/** `createClient(…)` of the old package becomes the v4 client. */
function creationEdits(
  module: SourceModule,
  plans: readonly CallPlan[],
  made: readonly NodePath[],
  facts: PackageFacts,
  clients: Clients,
  rewriter: Rewriter,
  options: MigrationOptions,
): void {
  const own = options.target === 'sdk' && plans.some(({ call }) => becomesClient(call, options));
  if (!own && made.length === 0) return;
  const values = new ValueWriter(rewriter, SUCCESS);
  const visit = (path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression>) => {
    const credentials = packageClient(evaluate(path), facts);
    if (!credentials || is.isIdentifier(path.node.callee, { name: 'require' })) return;
    // A function of the file that makes the client stays: the call inside it is the one that changes.
    if (evaluate(path.get('callee') as NodePath).kind === 'function') return;
    if (isShared(groupAt(path)) ? !made.some((one) => one === path) : !own) return;
    rewriter.replaced.set(path.node, clients.construct(values, credentials));
  };
  module.program.traverse({ CallExpression: visit, NewExpression: visit });
}

/** True when the text parses as the file's name says. */
export function stillParses(module: SourceModule, text: string): boolean {
  return !isFailure(parseModule(module.file, text, module.kind === 'esm'));
}
