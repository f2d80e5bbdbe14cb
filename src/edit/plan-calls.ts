/** V1Call → CallPlan, or the reasons why not. Decides style, names and what must be reviewed. */
import { actionByName } from '../catalogue/index.js';
import type { Action } from '../catalogue/types.js';
import { programOf } from '../evaluate/modules/localised.js';
import { entryOf, literalText, type Value } from '../evaluate/value.js';
import { type Answer, isAliasShape, type Link, type NamedRead } from '../find/answers/answer.js';
import { isDiscarded } from '../find/answers/discarded.js';
import { Follower } from '../find/answers/follow.js';
import { functionAt } from '../find/answers/function-at.js';
import { locate, type Place } from '../find/answers/locate.js';
import { startsEmpty } from '../find/answers/unset.js';
import { isIntercepted } from '../find/http/shapes.js';
import { unfollowedReads } from '../find/marks/v1-answer.js';
import { offeredActions } from '../find/offered-actions.js';
import type { PackageFacts } from '../find/packages/cloudflare.js';
import type { V1Call, Words } from '../find/v1-call.js';
import { enteredAt } from '../find/wrappers/settled-above.js';
import type { MigrationOptions } from '../options.js';
import { REASONS, type ReasonId } from '../plan/reasons.js';
import { sidesOf } from '../plan/sides.js';
import { looksAtStatus } from '../plan/status-gate.js';
import { throughWrapper } from '../plan/wrappers/through-wrapper.js';
import { type ast, type Binding, endOf, is, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import { atHome, fitsAbroad } from './abroad.js';
import { borderOf, isRepeated } from './borders.js';
import { isAnswered } from './bridge/answered.js';
import { anyAction } from './bridge/any-action.js';
import type { BridgeActions } from './bridge/spec.js';
import type { CallPlan, PlanReason, WaitStyle } from './call-plan.js';
import { withClientErrors } from './client-errors.js';
import { heldBy, withoutConflicts, withoutMerges, withoutStrangers } from './conflicts.js';
import { joined } from './either.js';
import { eitherCall } from './either-forms.js';
import { formReasons } from './form-reasons.js';
import { withSharedFunctions } from './handed-parts.js';
import { lacksZone, withLabels } from './labels.js';
import { lostFailure } from './lost-failure.js';
import { isMadeMaybe, refusedMaybe } from './made-maybe.js';
import { fieldName, isMatchable } from './named-reads.js';
import { besides } from './one-of-several.js';
import { withOwnReads } from './other-answers.js';
import { ownStatement, triedAround } from './own-statement.js';
import { readsHasMore } from './page-offset.js';
import { isOnlyRead } from './partials.js';
import { foreignMethods, libraryMaker } from './promise-library.js';
import { reachable } from './reachable.js';
import { withReadErrors } from './read-errors.js';
import { idReason, isCounted } from './record-ids.js';
import { type PlanReader, type Relay, relayOf } from './relays.js';
import { withSettledChoices } from './settled-choices.js';
import { choosesTooLate, readTooLate } from './snapshots.js';
import { isUnwrapping } from './styles/unwrapping.js';
import { testedElsewhere } from './tested-elsewhere.js';
import { lostOptions, withTimeouts } from './timeout.js';
import { positiveTest } from './zone-tests.js';

export interface Planned {
  readonly call: V1Call;
  readonly action: Action | null;
  /** null: no v4 call is written */
  readonly plan: CallPlan | null;
  /** set where the request goes through the bridge */
  readonly bridge?: BridgedCall;
  /** the client that it is called on becomes one that asks v4 */
  readonly onClient?: boolean;
  readonly reasons: readonly PlanReason[];
  /** where its answer goes, if that was looked at and no v4 call is written */
  readonly followed?: Answer;
}

export interface BridgedCall {
  readonly actions: BridgeActions;
  /** why no v4 call is written */
  readonly because: ReasonId;
  /** what is replaced */
  readonly place: NodePath;
}

/** Plans every call of a file; `across`: answers are followed into other files, and it is known of what package this is. */
export function planCalls(
  calls: readonly V1Call[],
  module: SourceModule,
  options: MigrationOptions,
  across: PackageFacts | null = null,
): Planned[] {
  const alone = new Set<V1Call>();
  const tell = () => {
    const planned = withoutSettled(
      calls.map((call) => planCall(call, module, options, alone.has(call) ? null : across)),
    );
    const served = withSharedFunctions(
      planned.map((one) => withOwnReads(one, planned)),
      module.program.node,
    );
    // A function of another file that others give something else: the answer keeps v1's shape there.
    const nodes = planned.flatMap(({ call, plan }, index) =>
      plan?.abroad && !served[index]?.plan ? [(call.asked ?? call.site).node] : [],
    );
    const left = calls.filter(({ site }) => nodes.includes(site.node));
    for (const call of left) alone.add(call);
    return left.length > 0 ? null : withoutLeftReads(withoutMerges(withoutConflicts(withoutStrangers(served))), module);
  };
  let told = tell();
  while (!told) told = tell();
  const timed = withTimeouts(withUnseenIds(told), module, options);
  return withClientErrors(timed, { target: options.target, typed: module.typescript });
}

/** Where no v4 call is written for either of two actions, the call is left to the function that makes the request. */
export function isPlaced({ call, plan }: Planned): boolean {
  return plan !== null || !call.through || call.through.shared.open === true || offeredActions(call).length === 0;
}

/**
 * A request for one action or another is written where it stands, or where all who call the function around it say which
 * it is: there, where that is known to be right, and else where it stands.
 */
function withoutSettled(planned: readonly Planned[]): Planned[] {
  const left = new Set<Planned>();
  for (const one of planned.filter(({ plan }) => plan?.either)) {
    const above = planned.filter(({ call }) => enteredAt(call, one.call) !== null);
    const isSafer = ({ plan, reasons }: Planned) => plan !== null && (reasons.length === 0 || one.reasons.length > 0);
    for (const other of one.call.settledAbove && above.every(isSafer) ? [one] : above) left.add(other);
  }
  const told = new Map<Planned, PlanReason>();
  for (const one of planned.filter(({ call }) => call.action !== null && call.form.open)) {
    const above = planned.filter(({ call }) => enteredAt(call, one.call) !== null);
    for (const other of above) if (one.plan || !other.plan) left.add(other);
    const [why] = above.flatMap(({ plan, reasons }) => (plan ? [] : reasons.filter(isInTheWay)));
    if (why && !one.plan) told.set(one, why);
  }
  return planned.flatMap((one) => {
    if (!left.has(one)) return withReason(one, told.get(one));
    const { call } = one;
    const reason = { id: 'unknown-action' as const, path: call.actionValue?.path ?? call.site };
    return call.through || !one.plan?.either ? [] : { call, action: null, plan: null, reasons: [reason] };
  });
}

/** A request whose fields all its callers tell: what is in the way of writing one of those is in the way of all. */
function withReason(one: Planned, why: PlanReason | undefined): Planned {
  return why ? { ...one, reasons: one.reasons.map((reason) => (reason.id === 'unknown-form' ? why : reason)) } : one;
}

function isInTheWay(reason: PlanReason): boolean {
  return isManual(reason.id) && isAnswered(reason);
}

/** The calls with those told whose record id, though called so, is not seen to be one of an answer. */
function withUnseenIds(planned: readonly Planned[]): Planned[] {
  const answers = planned.flatMap(({ plan, followed }) => plan?.abroad ?? plan?.answer ?? followed ?? []);
  const isListed = ({ node }: NodePath) => answers.some(({ shapes }) => shapes.has(node));
  return planned.map((one) => {
    if (!one.plan || one.call.relayed || one.reasons.some(({ field }) => field === 'id')) return one;
    const unseen = sidesOf(one.plan).flatMap(({ call, action }) => idReason(call, action, isListed));
    if (unseen.length === 0) return one;
    const reasons = [...one.reasons, ...unseen];
    return { ...one, plan: { ...one.plan, reasons }, reasons };
  });
}

/** A request for one action or another, which a condition decides: two calls, if the code around serves both. */
function planEither(
  written: V1Call,
  module: SourceModule,
  options: MigrationOptions,
  across: PackageFacts | null,
): Planned | null {
  const either = eitherCall(written);
  if (!either) return null;
  const [then, otherwise] = [either.then, either.otherwise].map((one) => planCall(one, module, options, across));
  const plan = then?.plan && otherwise?.plan ? joined(either.test, then.plan, otherwise.plan) : null;
  if (!plan || choosesTooLate(plan)) return null;
  // Where no v4 call is written after all, the bridge is asked for either.
  const { action, actionValue, form } = written;
  return { call: { ...plan.call, action, actionValue, form }, action: null, plan, reasons: plan.reasons };
}

function planCall(
  written: V1Call,
  module: SourceModule,
  options: MigrationOptions,
  across: PackageFacts | null,
): Planned {
  const either = planEither(written, module, options, across);
  if (either) return either;
  const reasons: PlanReason[] = [];
  let action = written.action === null ? undefined : actionByName(written.action);
  let unclear: NodePath | undefined;
  const gaveUp = (path: NodePath) => {
    unclear = path;
  };
  const through = action ? throughWrapper(written, action, { gaveUp }) : null;
  const call = withSettledChoices(withReadErrors(through?.call ?? written));
  // What stands in another file is said where this one meets it.
  const here = (path: NodePath) => (programOf(path) === module.program.node ? path : call.site);
  const say = (id: ReasonId, path: NodePath = call.site, field?: string) =>
    reasons.push({ id, path: here(path), field });
  const stop = (): Planned => ({ call, action: action ?? null, plan: null, reasons });
  if (!action) {
    // What a function for any request gives back is known, whatever is asked: a bridge can give the same.
    const sent = written.action === null && written.through?.shared.open ? throughWrapper(written, anyAction()) : null;
    if (call.action !== null) say('not-an-action', call.actionValue?.path);
    else
      say(
        call.form.open || !call.actionValue ? (call.actionValue ? 'unknown-action' : 'unknown-form') : 'unknown-action',
        call.actionValue?.path,
      );
    return { ...stop(), call: sent?.call ?? call };
  }
  if (action.reason && !action.rewrite) {
    say(action.reason as ReasonId);
    return stop();
  }
  if (!through) say('wrapper-unclear', unclear ?? call.through?.request.site);
  const words = Object.values(call.lastWords ?? {}) as Words[];
  const made = [call.rejection, call.failure, call.lost, ...words.flatMap(({ parts }) => parts)].flatMap(
    (one) => one?.holes ?? [],
  );
  if (made.some(({ value }) => typeof value === 'object' && !reachable(value, call.site)))
    say('wrapper-unclear', call.through?.request.site);
  if (made.some(({ value }) => value === 'code' || value === 'coded' || value === 'coded refusal'))
    say('error-code', call.through?.request.site, 'err_code');
  for (const path of through?.prints ?? []) say('wrapper-prints', path);
  for (const path of through?.rewords ?? []) say('wrapper-error-text', path);
  if (call.browser) say('browser');
  if (call.handedOut) say('client-handed-out');
  if (call.delivery.by === 'nothing' && call.delivery.prints && !call.task) say('plugin-log');
  if (call.synchronous) say('synchronous-call');
  if (module.kind === 'script' && options.target === 'sdk' && !call.browser) say('no-modules');
  if (call.escapes) say('returned-request', call.escapes);
  if (givesOther(written)) say('interceptor');
  if (call.json) say('json-form');
  if (call.handedIn) say('handed-in-client', call.handedIn);
  if (call.neverWorked) say('never-worked', call.site, call.neverWorked);
  if (!call.relayed) reasons.push(...formReasons(call, action, options));
  const anchor = anchorOf(call);
  if (call.task && !anchor?.isExpressionStatement()) say('returned-request');
  if (call.unless && !(anchor?.isExpressionStatement() && reachable(call.unless, call.site)))
    say('moved-expression', call.unless.path, 'skip');
  if (!anchor) say(call.delivery.by === 'value' || isPartOfStatement(call.site) ? 'call-position' : 'returned-request');
  if (call.delivery.by === 'events' && call.delivery.piped) say('answer-leaves', call.delivery.piped, '.pipe()');
  if (reasons.some(({ id }) => isManual(id)) || !anchor) return stop();
  const { followed, relay } = followedFrom(call, action, options, across);
  if (!relay && !call.relayed) action = withLabels(action, followed, zoneOf(call, action));
  for (const { id, path, field } of relay?.readers.flatMap((reader) => reader.reasons) ?? []) say(id, path, field);
  reasons.push(...problemReasons(followed, call, action));
  reasons.push(...readReasons(followed, action, call), ...callbackReasons(call));
  if (!call.relayed) reasons.push(...idReason(call, action));
  const offset = action.params.some(({ name }) => name === 'o') ? entryOf(call.form, 'o') : null;
  if (offset && literalText(offset.value) === null && !readsHasMore(followed))
    say('parameter-ended', offset.value.path, 'o');
  if (action.review) say(action.review as ReasonId);
  for (const option of lostOptions(call)) say('transport-option', option.path, option.name);
  if (reasons.some(({ id }) => isManual(id))) return { ...stop(), followed };
  const { anchor: place, answer } = awaitedWhole(anchor, action, atHome(followed, call.site));
  const beside = call.delivery.by === 'value' ? besides(place, answer) : [];
  const style = styleOf(call, place);
  // What is told of a refusal stands in front of the statement, and so would the call.
  const isMoved = style === 'await' && isMadeMaybe(place) && refusedMaybe(place, { call, action, answer }) === null;
  if (!beside || (beside.length > 0 && (style !== 'await' || isMoved))) {
    const held = heldBy(place);
    say(held === undefined ? 'call-position' : 'mixed-values', place, held);
    return { ...stop(), followed };
  }
  if (isMoved) {
    say('call-position');
    return { ...stop(), followed };
  }
  const foreign = style === 'promise' ? foreignMethods(anchor, answer) : [];
  if (foreign.includes('catch') || (foreign.length > 0 && libraryMaker(anchor) === null)) {
    say('answer-leaves', call.site, `.${foreign[0]}()`);
    return { ...stop(), followed };
  }
  const primary = primaryFunctions(call, answer, style, place);
  const atStatus = looksAtStatus(answer);
  const block = style === 'await' ? blockAround(place) : null;
  markMissing(answer, block);
  const plan: CallPlan = {
    call,
    action,
    answer,
    style,
    anchor: place,
    name: '',
    primary,
    // A variable that holds the answer of another call, too, has one name for both.
    kept: beside.length > 0 ? new Set(answer.holders.keys()) : keptBindings(answer, primary, block),
    reasons,
    zone: zoneOf(call, action),
    abroad: followed.abroad.size > 0 ? followed : null,
    relay,
    gated: call.failsOnStatus === true || atStatus,
    looksAtStatus: call.failsOnStatus !== true && atStatus,
    beside,
  };
  const late = readTooLate(plan);
  if (late) {
    say('moved-expression', late.path, late.key);
    return { ...stop(), followed };
  }
  const lost = lostFailure(plan);
  if (lost) say('lost-failure', lost, lost.isIdentifier() ? `\`${lost.node.name}\`` : 'the answer');
  if (!testedElsewhere(plan)) {
    const name = setAside(plan, place);
    if (name === null) return { call, action, plan, reasons };
    say('mixed-values', place, name);
    return { ...stop(), followed };
  }
  // What the author's function makes of errors comes to the `catch` as well.
  const plainly = !call.failure && !call.rejects && !call.rejection && !call.lost && !call.lastWords;
  const tried = style === 'await' && plainly ? triedAround(place) : null;
  const around = tried && { ...plan, tried, kept: keptBindings(answer, primary, tried.parentPath) };
  if (around && !testedElsewhere(around)) return { call, action, plan: around, reasons };
  say('tested-elsewhere');
  return { ...stop(), followed };
}

/** Is what the request gives the affair of a function that the client hands it to? */
function givesOther({ delivery, through }: V1Call): boolean {
  if (through) return givesOther(through.request);
  return delivery.by === 'value' && delivery.shape.is === 'promise' && isIntercepted(delivery.shape.of);
}

interface Followed {
  readonly followed: Answer;
  readonly relay: Relay | null;
}

/** The answer, into other files as well where all of them can be rewritten. */
function followedFrom(call: V1Call, action: Action, options: MigrationOptions, across: PackageFacts | null): Followed {
  if (!across) return { followed: new Follower(call, action).run(), relay: null };
  const answer = new Follower(call, action, null, true).run();
  const zone = zoneOf(call, action);
  const labelled = withLabels(action, answer, zone);
  const fits = fitsAbroad(answer, labelled, call, zone, readReasons(answer, labelled, call));
  if (fits && answer.problems.length === 0) return { followed: answer, relay: null };
  const plan: PlanReader = (one, module) => plannedReader(planCall(one, module, options, across));
  const relayed = relayOf(call, action, across, plan);
  if (relayed) return { followed: relayed.answer, relay: relayed.relay };
  return { followed: fits ? answer : new Follower(call, action).run(), relay: null };
}

/** A call of a function that hands on what v4 answers, if everything that reads it can be written. */
function plannedReader({ plan, reasons }: Planned): CallPlan | null {
  if (reasons.some(({ id }) => id === 'v1-shape' || id === 'callback-this')) return null;
  const { delivery } = plan?.call ?? {};
  // Somebody else's callback, which looks at errors alone, would be given those of the API too.
  const isUnseen = delivery?.by === 'callback' && !functionAt(delivery.callback) && !plan?.relay;
  return isUnseen ? null : plan;
}

/** What could not be followed; what leaves is converted there, where that can be done. */
function problemReasons(answer: Answer, call: V1Call, action: Action): PlanReason[] {
  const parts = { call, answer, action, zone: zoneOf(call, action) };
  const borders = answer.problems.map(({ reason, path, shaped }) =>
    reason === 'answer-leaves' || shaped ? borderOf(path, parts) : null,
  );
  const present = borders.filter((path) => path !== null);
  const converts = !isRepeated(present, parts);
  if (converts)
    for (const { node, parent, parentPath } of present) {
      answer.borders.add(node);
      // `cache.records = …`: what is set is not v4's.
      if (parentPath?.isAssignmentExpression())
        for (const held of [parent, parentPath.node.left]) answer.shapes.delete(held);
    }
  return answer.problems.flatMap(({ reason, path, field, shaped }, index) => {
    const border = converts ? borders[index] : null;
    if (border && (shaped?.told || isDiscarded(border))) return [];
    return [{ id: border ? ('v1-shape' as const) : reason, path, field }];
  });
}

export function isManual(id: ReasonId): boolean {
  return REASONS[id].applicability === 'manual';
}

function zoneOf(call: V1Call, action: Action): Value | null {
  const param = action.params.find(({ convert }) => convert.as === 'zone-id');
  return param ? (entryOf(call.form, param.name)?.value ?? null) : null;
}

/**
 * Where the file reads fields that v1's records alone had, and no answer was followed there, one of those may have come
 * there all the same: nothing is changed then of calls that may be meant.
 */
function withoutLeftReads(planned: readonly Planned[], module: SourceModule): Planned[] {
  const nodes = new Set<ast.Node>();
  for (const { plan, followed } of planned)
    for (const node of (plan?.answer ?? followed)?.shapes.keys() ?? []) nodes.add(node as ast.Node);
  const [left] = planned.some(({ plan }) => plan && mayBeMeant(plan)) ? unfollowedReads(module, nodes) : [];
  if (!left) return [...planned];
  return planned.map((one) => {
    if (!one.plan || !mayBeMeant(one.plan)) return one;
    const reason = { id: 'answer-leaves' as const, path: left.at as NodePath, field: 'reads that are not followed' };
    return { ...one, plan: null, reasons: [...one.reasons, reason], followed: one.plan.answer };
  });
}

/** A list that is all in v4's words: what goes out of sight in v1's shape, or in another file, may be read so. */
function mayBeMeant({ action, answer, call, relay, abroad }: CallPlan): boolean {
  const { kind, shape } = action.answer;
  return (
    kind === 'list' &&
    (shape === 'record' || shape === 'zone') &&
    answer.borders.size === 0 &&
    !call.relayed &&
    !relay &&
    !abroad
  );
}

/** What is replaced when the call is. */
export function anchorOf(call: V1Call): NodePath | null {
  const { site, delivery } = call;
  if (delivery.by === 'value' || call.relayed) return site;
  if (call.parts.length > 0) {
    const last = lastStatement(call);
    if (last) return last;
  }
  const parent = site.parentPath;
  if (!parent) return null;
  if (parent.isExpressionStatement() || parent.isReturnStatement())
    return parent.isReturnStatement() && !returnsNothing(parent) && !isOfNothing(call) ? null : parent;
  if (parent.isArrowFunctionExpression() && site.key === 'body') return site;
  if (parent.isUnaryExpression({ operator: 'void' }) && parent.parentPath?.isExpressionStatement())
    return parent.parentPath;
  return isBranch(site) ? site : null;
}

/** `due && request.post(…)`, `on ? request.post(…) : stop()` alone. */
function isBranch(site: NodePath): boolean {
  const { parentPath: parent, key } = site;
  const isEnd =
    (parent?.isLogicalExpression() && key === 'right' && parent.node.operator !== '??') ||
    (parent?.isConditionalExpression() && key !== 'test');
  return isEnd === true && (parent?.parentPath?.isExpressionStatement() || isBranch(parent as NodePath));
}

/** `due && request.post(…)` alone: nobody takes what it gives. */
export function isPartOfStatement(site: NodePath): boolean {
  let path = site;
  for (let { parentPath: parent } = path; parent; { parentPath: parent } = path) {
    if (parent.isExpressionStatement()) return path !== site;
    const isPart =
      (parent.isLogicalExpression() && path.key === 'right') ||
      (parent.isConditionalExpression() && path.key !== 'test') ||
      parent.isSequenceExpression();
    if (!isPart) return false;
    path = parent;
  }
  return false;
}

/** `return send(form, callback)`, where `send` gives nothing back. */
function isOfNothing({ through }: V1Call): boolean {
  if (!through || through.fn.node.async || through.fn.node.generator) return false;
  let gives = !through.fn.get('body').isBlockStatement();
  through.fn.traverse({
    Function: (inner) => inner.skip(),
    ReturnStatement({ node }) {
      if (node.argument) gives = true;
    },
  });
  return !gives;
}

/** `var req = https.request(…); req.write(…); req.end();`: the call is made where the last of these stands. */
function lastStatement(call: V1Call): NodePath | null {
  const statements = call.parts
    .map((part) => part.getStatementParent())
    .filter((one): one is NodePath<ast.Statement> => one !== null)
    .sort((a, b) => startOf(a.node) - startOf(b.node));
  const own = call.site.getStatementParent();
  const ends = statements.filter(callsEnd);
  return ends.at(-1) ?? own;
}

function callsEnd(statement: NodePath): boolean {
  let ends = false;
  const check = ({ node: { callee } }: NodePath<ast.CallExpression | ast.OptionalCallExpression>) => {
    ends ||= (is.isMemberExpression(callee) || is.isOptionalMemberExpression(callee)) && isEnd(callee.property);
  };
  statement.traverse({ CallExpression: check, OptionalCallExpression: check });
  return ends;
}

function isEnd(property: ast.Node): boolean {
  return is.isIdentifier(property, { name: 'end' });
}

/** Is what the function gives back used by nobody? A callback's value is not; a named function's may be. */
export function returnsNothing(statement: NodePath): boolean {
  const fn = statement.getFunctionParent();
  if (!fn) return true;
  const parent = fn.parentPath;
  if (parent?.isCallExpression() && fn.listKey === 'arguments') {
    const { callee } = parent.node;
    const name =
      is.isMemberExpression(callee) && is.isIdentifier(callee.property)
        ? callee.property.name
        : is.isIdentifier(callee)
          ? callee.name
          : '';
    return ![
      'then',
      'catch',
      'finally',
      'map',
      'task',
      'it',
      'before',
      'after',
      'beforeEach',
      'afterEach',
      'reduce',
      'promisify',
    ].includes(name);
  }
  if (parent?.isNewExpression()) return true;
  const binding =
    fn.isFunctionDeclaration() && fn.node.id ? fn.parentPath.scope.getBinding(fn.node.id.name) : undefined;
  return (
    binding !== undefined &&
    binding.referencePaths.length > 0 &&
    binding.referencePaths.every(
      (use) =>
        use.parentPath?.isCallExpression() &&
        use.key === 'callee' &&
        use.parentPath.parentPath?.isExpressionStatement(),
    )
  );
}

/** `await fetch(…).then((res) => res.json())`: what is awaited is the answer, as if the links were not there. */
function awaitedWhole(anchor: NodePath, action: Action, answer: Answer): { anchor: NodePath; answer: Answer } {
  let path = anchor;
  const passed = new Set<Link>();
  for (;;) {
    const link = answer.links.find((one) => isObjectOf(path, one));
    if (
      !link ||
      !(link.ok || link.parses) ||
      link.failed ||
      link.method !== 'then' ||
      !isUnwrapping(link, { action, answer })
    )
      break;
    passed.add(link);
    path = link.call;
  }
  const awaited = path.parentPath;
  const shape = awaited?.isAwaitExpression() ? answer.shapes.get(awaited.node) : undefined;
  const isWhole = isAliasShape(shape) && (shape?.is !== 'v1' || shape.path.length === 0);
  if (passed.size === 0 || !isWhole) return { anchor, answer };
  return { anchor: path, answer: { ...answer, links: answer.links.filter((one) => !passed.has(one)) } };
}

function isObjectOf(path: NodePath, { call }: Link): boolean {
  const { callee } = call.node;
  return is.isMemberExpression(callee) && callee.object === path.node;
}

function styleOf(call: V1Call, anchor: NodePath): WaitStyle {
  if (call.delivery.by !== 'value') return 'callback';
  let parent = anchor.parentPath;
  while (parent && (parent.isTSAsExpression() || parent.isTSNonNullExpression() || parent.isParenthesizedExpression()))
    parent = parent.parentPath;
  return parent?.isAwaitExpression() ? 'await' : 'promise';
}

/** Functions that the call itself calls back: their names for the answer become one. */
function primaryFunctions(call: V1Call, answer: Answer, style: WaitStyle, anchor: NodePath): Set<ast.Node> {
  const found = new Set<ast.Node>();
  const { delivery } = call;
  const add = (path: NodePath | null | undefined) => {
    const fn = path && functionAt(path);
    if (fn) found.add(fn.node);
  };
  if (delivery.by === 'callback') add(delivery.callback);
  if (delivery.by === 'events') add(delivery.response);
  for (const fn of answer.inlined.values()) found.add(fn.node);
  for (const link of answer.links) if (link.ok && programOf(link.ok) === programOf(anchor)) found.add(link.ok.node);
  if (style === 'await') {
    const own = anchor.getFunctionParent();
    found.add(own ? own.node : (anchor.scope.getProgramParent().path.node as ast.Node));
  }
  return found;
}

/** Variables that live longer than the code that is given the answer; `block`: where that is awaited. */
function keptBindings(answer: Answer, primary: ReadonlySet<ast.Node>, block: NodePath | null): Set<Binding> {
  const kept = new Set<Binding>();
  for (const binding of answer.holders.keys()) {
    const owner = binding.scope.getFunctionParent()?.path ?? binding.scope.getProgramParent().path;
    if (!primary.has(owner.node) || usesBehind(binding, block).length > 0) kept.add(binding);
  }
  return kept;
}

/** The uses of a variable that is declared around the block, and read outside of it as well. */
function usesBehind({ scope, referencePaths }: Binding, block: NodePath | null): NodePath[] {
  return block?.isDescendant(scope.path) ? referencePaths.filter((use) => !use.isDescendant(block)) : [];
}

/** What is awaited under a condition may not be there behind it. */
function markMissing({ holders, shapes }: Answer, block: NodePath | null): void {
  if (block?.parentPath?.isTryStatement()) return;
  for (const binding of holders.keys())
    for (const { node } of startsEmpty(binding.path) ? [] : usesBehind(binding, block)) {
      const shape = shapes.get(node);
      if (shape?.is === 'v1') shapes.set(node, { ...shape, optional: true });
    }
}

/** `({ recs } = await …);`, `if (all) recs = await …;`: the name of a variable that lives longer, set where no statement can be put. */
function setAside({ kept, style, answer }: CallPlan, place: NodePath): string | null {
  if (style !== 'await') return null;
  const assignment = place.findParent(
    (path) => path.isAssignmentExpression() || path.isStatement() || path.isFunction(),
  );
  if (!assignment?.isAssignmentExpression()) return null;
  const left = assignment.get('left') as NodePath;
  const binding = left.isIdentifier() ? left.scope.getBinding(left.node.name) : undefined;
  // It is declared anew there, for the code behind.
  if (binding && answer.holders.has(binding) && !kept.has(binding) && !isReadBehind(assignment, binding, answer))
    return binding.identifier.name;
  const names = Object.keys(is.getBindingIdentifiers(assignment.node.left));
  const name = names.find((one) => [...kept].some(({ identifier }) => identifier.name === one));
  if (name === undefined) return null;
  return assignment.node.left.type === 'ObjectPattern' || !assignment.parentPath.isExpressionStatement() ? name : null;
}

/** Is what the variable is given read behind that alone, in the same block? */
function isReadBehind(set: NodePath, { referencePaths }: Binding, { shapes }: Answer): boolean {
  const block = set.parentPath?.parentPath;
  return referencePaths
    .filter(({ node }) => shapes.has(node))
    .every(
      (use) => block && isListOfStatements(block) && use.isDescendant(block) && startOf(use.node) > endOf(set.node),
    );
}

/** The block, or the statement, that says whether the statement is come to. */
function blockAround(place: NodePath): NodePath | null {
  const own = place.findParent((path) => path.isStatement())?.parentPath ?? null;
  return own && !isListOfStatements(own) ? own : (ownStatement(place)?.parentPath ?? null);
}

function isListOfStatements(path: NodePath): boolean {
  return path.isBlockStatement() || path.isProgram() || path.isSwitchCase();
}

/** Reads of what v4 does not have, or has under another meaning. */
function readReasons(answer: Answer, action: Action, call: V1Call): PlanReason[] {
  const reasons: PlanReason[] = [];
  const zone = zoneOf(call, action);
  for (const [node, shape] of answer.shapes) {
    if (shape.is !== 'v1') continue;
    const place = locate(action, shape.path);
    const path = answer.paths.get(node);
    if (!path) continue;
    if (place.at === 'absent' && !isMethodName(place.name))
      reasons.push({ id: place.name.includes('*') ? 'dynamic-read' : 'field-ended', path, field: place.name });
    if (place.at === 'status' && place.name === 'err_code') reasons.push({ id: 'error-code', path, field: 'err_code' });
    if (place.at === 'beside' && 'reason' in place.beside.read)
      reasons.push({ id: place.beside.read.reason as ReasonId, path, field: place.beside.path });
    if (place.at === 'beside' && place.beside.read.as === 'param') {
      const sent = entryOf(call.form, place.beside.read.param);
      if (sent && !reachable(sent.value, path)) reasons.push({ id: 'moved-expression', path, field: sent.key });
    }
    if (place.at === 'key' && !positiveTest(path) && (isCounted(path) || isTypeAsked(path)))
      reasons.push({ id: 'numeric-id', path, field: String(shape.path.at(-1)) });
    if (place.at === 'field') {
      if (place.field.convert.as === 'none')
        reasons.push({ id: place.field.convert.reason as ReasonId, path, field: place.field.name });
      else if (place.field.reason) reasons.push({ id: place.field.reason as ReasonId, path, field: place.field.name });
      if (lacksZone(place.field, zone, path)) reasons.push({ id: 'moved-expression', path, field: 'z' });
      if (place.field.convert.as === 'id' && isCounted(path))
        reasons.push({ id: 'numeric-id', path, field: place.field.name });
    }
  }
  for (const named of answer.named) {
    const reason = namedReason(named, answer, action, zone);
    if (reason) reasons.push(reason);
  }
  return reasons;
}

/** `typeof zones[name] === 'number'` */
function isTypeAsked({ parentPath: parent }: NodePath): boolean {
  return parent?.isUnaryExpression({ operator: 'typeof' }) === true;
}

/** A name that stands for a read of what v4 does not have, or that no name of v4 can stand for. */
function namedReason(named: NamedRead, answer: Answer, action: Action, zone: Value | null): PlanReason | null {
  const { path } = named;
  const name = fieldName(path);
  const place = locate(action, [...named.base.path, ...name.split('.')]);
  if (named.kind === 'pattern') return patternReason(named, place, name, answer, action);
  if (place.at !== 'field') return { id: 'field-ended', path, field: name };
  if (place.field.convert.as === 'none') return { id: place.field.convert.reason as ReasonId, path, field: name };
  if (named.kind === 'matcher' && !isMatchable(named, { action })) return { id: 'dynamic-read', path, field: name };
  if (lacksZone(place.field, zone, path)) return { id: 'moved-expression', path, field: 'z' };
  return place.field.reason ? { id: place.field.reason as ReasonId, path, field: name } : null;
}

/** A variable that a pattern takes is converted at each read: it must hold nothing else. */
function patternReason(
  named: NamedRead,
  place: Place,
  name: string,
  answer: Answer,
  action: Action,
): PlanReason | null {
  const { path } = named;
  const value = (path.get('value') as NodePath).isAssignmentPattern() ? path.get('value.left') : path.get('value');
  const target = value as NodePath;
  if (place.at === 'absent') return { id: 'field-ended', path, field: place.name };
  const binding = target.isIdentifier() ? target.scope.getBinding(target.node.name) : undefined;
  if (place.at === 'partial' && !target.isObjectPattern() && !(binding && isOnlyRead(binding, answer, action)))
    return { id: 'dynamic-read', path, field: name };
  if (place.at !== 'field') return null;
  if (place.field.convert.as === 'none') return { id: place.field.convert.reason as ReasonId, path, field: name };
  if (place.field.convert.as === 'zone-status-class') return { id: 'dynamic-read', path, field: name };
  const changed = (binding?.constantViolations.length ?? 0) > 0;
  return changed && !['same', 'id'].includes(place.field.convert.as) ? { id: 'mixed-values', path, field: name } : null;
}

/** `rec.name.indexOf(…)`: a method of the value, not a field of it. */
function isMethodName(name: string): boolean {
  const last = name.split('.').at(-1) ?? '';
  return last in String.prototype || last in Array.prototype || last === 'length';
}

function callbackReasons({ delivery }: V1Call): PlanReason[] {
  if (delivery.by === 'callback') return contextReasons(delivery.callback);
  if (delivery.by !== 'events') return [];
  return [...contextReasons(delivery.response), ...(delivery.refused ? contextReasons(delivery.error) : [])];
}

function contextReasons(callback: NodePath | null): PlanReason[] {
  const fn = callback && functionAt(callback);
  if (!fn || fn.isArrowFunctionExpression()) return [];
  const reasons: PlanReason[] = [];
  fn.traverse({
    Function(path) {
      if (!path.isArrowFunctionExpression()) path.skip();
    },
    ThisExpression(path) {
      reasons.push({ id: 'callback-this', path });
    },
    Identifier(path) {
      if (path.node.name === 'arguments' && !path.scope.getBinding('arguments'))
        reasons.push({ id: 'callback-this', path });
    },
  });
  return reasons;
}
