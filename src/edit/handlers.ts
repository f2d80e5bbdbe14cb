/**
 * Functions of the file that are given v1 answers and stand elsewhere: named callbacks, callbacks that a function
 * makes, functions that several callbacks hand their answers to. They stay where they are, and are given the error and
 * what v4 answers.
 */

import { programOf } from '../evaluate/modules/localised.js';
import type { Answer, Sharing } from '../find/answers/answer.js';
import { allUsesOf, bindingOf, callersOf } from '../find/answers/callers.js';
import { locate } from '../find/answers/locate.js';
import type { Shape } from '../find/request.js';
import { makerOf } from '../find/wrappers/uses.js';
import { type ast, type Binding, is, isNothing, type NodePath, referencesTo } from '../syntax/index.js';
import { askedIn, isReachedFailing, isReachedIn } from './asked.js';
import type { CallPlan } from './call-plan.js';
import { holds } from './holds.js';
import type { Planned } from './plan-calls.js';
import { isTruthTest } from './read-errors.js';

export interface Handler {
  readonly fn: NodePath<ast.Function>;
  /** the function's own code, as that of one of the calls: in one text all of them end alike */
  readonly plan: CallPlan;
  /** `report(job, err, body)`: the calls that hand the answer on */
  readonly callers: readonly NodePath<ast.CallExpression>[];
  /** the expressions that give the function to v1 calls */
  readonly callbacks: ReadonlySet<ast.Node>;
  /** the parameter that is the client's error; -1: none */
  readonly error: number;
  /** the first parameter that is the answer; -1: none */
  readonly value: number;
  /** parameters that are gone */
  readonly gone: ReadonlySet<number>;
  /** `whole`: says how each end is met; `success`: only called where all went well; `error`: looks at errors as v4's are */
  readonly kind: 'whole' | 'success' | 'error';
  /** an arrow whose value somebody takes */
  readonly gives: boolean;
  /** is it called where the connection broke, too? */
  readonly toldOfConnection: boolean;
  /** it is called from other files: what it is given does not follow from what is written of it here */
  readonly abroad: boolean;
  /** it is handed to a call inside itself: what it is given is asked before it is written */
  readonly again: boolean;
  /** does it read more of an answer than how the call went? */
  readonly reads: boolean;
}

interface Share {
  readonly plan: CallPlan;
  readonly sharing: Sharing;
}

/** Leaves the calls of the program whose answers go to functions that others call with something else. */
export function withHandlers(planned: readonly Planned[], program: ast.Node): Planned[] {
  let current = [...planned];
  for (let before = -1; before !== planCount(current); ) {
    before = planCount(current);
    const refused = new Map<CallPlan, Sharing>();
    for (const group of groupsOf(current.flatMap(({ plan }) => plan ?? [])))
      if (!serves(group, program)) for (const { plan, sharing } of group) refused.set(plan, sharing);
    current = current.map((one) => {
      const sharing = one.plan && refused.get(one.plan);
      if (!sharing) return one;
      const id = sharing.call ? ('answer-leaves' as const) : ('shared-callback' as const);
      const reason = { id, path: one.call.site, field: sharing.call ? 'a function with other callers' : undefined };
      return { ...one, plan: null, reasons: [...one.reasons, reason] };
    });
  }
  return current;
}

function planCount(planned: readonly Planned[]): number {
  return planned.filter(({ plan }) => plan).length;
}

/** The functions that are rewritten where they stand. */
export function handlersOf(plans: readonly CallPlan[]): Handler[] {
  return groupsOf(plans).flatMap((group) => (isPlain(group) ? [] : [handlerOf(group)]));
}

/** Is every function that is given answers of other files given nothing else? */
export function areServed(plans: readonly CallPlan[], program: ast.Node): boolean {
  return groupsOf(plans).every((group) => !isAbroad(group) || (serves(group, program) && isAgreed(group)));
}

/** Does every file, which sees its own calls alone, give the function the same? */
function isAgreed(group: readonly Share[]): boolean {
  const given = (shares: readonly Share[]) => {
    const { error, value, gone, kind, reads } = handlerOf(shares);
    return JSON.stringify([error, value, [...gone], kind, reads]);
  };
  const files = new Set(group.map(({ sharing }) => programOf(sharing.use)));
  return [...files].every(
    (file) => given(group.filter(({ sharing }) => programOf(sharing.use) === file)) === given(group),
  );
}

/** Is the node in a function that both calls hand their answers to? */
export function inSharedFunction(node: ast.Node, one: CallPlan, other: CallPlan): boolean {
  return one.answer.shared.some(
    ({ fn }) => holds(fn.node, node) && other.answer.shared.some((sharing) => sharing.fn.node === fn.node),
  );
}

function groupsOf(plans: readonly CallPlan[]): Share[][] {
  return groupsBy(plans, ({ shared }) => shared);
}

/** What the calls give to functions, by function. */
export function groupsBy<T extends { readonly fn: NodePath }>(
  plans: readonly CallPlan[],
  ofAnswer: (answer: Answer) => readonly T[],
): { readonly plan: CallPlan; readonly sharing: T }[][] {
  const groups = new Map<ast.Node, { plan: CallPlan; sharing: T }[]>();
  for (const plan of plans)
    for (const sharing of ofAnswer(plan.answer)) {
      const { node } = sharing.fn;
      groups.set(node, [...(groups.get(node) ?? []), { plan, sharing }]);
    }
  return [...groups.values()];
}

/** `program`: what is in other files is looked at there. */
function serves(group: readonly Share[], program: ast.Node): boolean {
  const [first] = group;
  if (!first) return false;
  const isHere = (path: NodePath) => programOf(path) === program;
  const all = isAbroad(group) ? allUsesOf(first.sharing.fn) : usesOf(first.sharing);
  const uses = isHere(first.sharing.fn) ? all : (all?.filter(isHere) ?? null);
  const served = new Set(group.map(({ sharing }) => sharing.use.node));
  const params = paramsOf(group);
  if (!uses || !params || uses.some((use) => !served.has(use.node) && !passesNothing(use, params))) return false;
  // Without an answer the function does what it does in no outcome of the request.
  const asks = group.some((share) => readsMore(share) || asksHow(share) || tellsNothingApart(share));
  if (asks && uses.some((use) => !served.has(use.node) && passesNoError(use, params))) return false;
  if (isPlain(group)) return true;
  if (is.isTSTypeAnnotation(first.sharing.fn.node.returnType) && isPredicate(first.sharing.fn.node.returnType))
    return false;
  return group.every((share) => alike(share, first) && givesNothing(share));
}

/** `asserts body is Success`: its callers are told what it found. */
function isPredicate({ typeAnnotation }: ast.TSTypeAnnotation): boolean {
  return is.isTSTypePredicate(typeAnnotation);
}

/** `report(job, err)`: a call that passes no answer. */
export function passesNothing(use: NodePath, params: readonly (Shape | null)[]): boolean {
  const call = use.parentPath;
  if (!call?.isCallExpression() || use.key !== 'callee') return false;
  return (call.get('arguments') as NodePath[]).every((argument, index) => {
    const shape = params[index];
    if (!shape || shape.is === 'error') return true;
    return isNothing(argument);
  });
}

/** `next()`: a call that passes neither an error nor an answer. */
function passesNoError(use: NodePath, params: readonly (Shape | null)[]): boolean {
  const call = use.parentPath;
  const args = call?.isCallExpression() ? (call.get('arguments') as NodePath[]) : [];
  return args.every((argument, index) => params[index]?.is !== 'error' || isNothing(argument));
}

/** `err === null`, `log.push(err)`: is the error looked at where there may be none? It may be null, or not given. */
function tellsNothingApart({ sharing: { fn, params } }: Share): boolean {
  const parameter = (fn.get('params') as NodePath[])[params.findIndex((shape) => shape?.is === 'error')];
  if (!parameter?.node) return false;
  const binding = parameter.isIdentifier() ? fn.scope.getBinding(parameter.node.name) : undefined;
  return !binding || !binding.referencePaths.every((use) => isTruthTest(use) || isBehindTest(use));
}

/** `if (err) return done(err)` */
function isBehindTest(use: NodePath): boolean {
  const isTest = (test: NodePath) => String(test) === String(use);
  const around = use.findParent((path) => {
    const { parentPath: parent, key } = path;
    if (parent?.isIfStatement() || parent?.isConditionalExpression())
      return key === 'consequent' && isTest(parent.get('test') as NodePath);
    return parent?.isLogicalExpression({ operator: '&&' }) === true && key === 'right' && isTest(parent.get('left'));
  });
  return around !== null || (use.parentPath?.isLogicalExpression({ operator: '&&' }) === true && use.key === 'left');
}

/** Does it ask how the call went? */
function asksHow({ plan, sharing: { fn } }: Share): boolean {
  return [...plan.answer.shapes].some(
    ([node, shape]) =>
      shape.is === 'v1' && holds(fn.node, node as ast.Node) && locate(plan.action, shape.path).at === 'status',
  );
}

/** What the function is given by all together; null where they give different things. */
function paramsOf(group: readonly Share[]): (Shape | null)[] | null {
  const all: (Shape | null)[] = [];
  for (const { sharing } of group)
    for (const [index, shape] of sharing.params.entries()) {
      const known = all[index] ?? null;
      if (known && shape && JSON.stringify(known) !== JSON.stringify(shape)) return null;
      all[index] = known ?? shape;
    }
  return all;
}

/** One place hands on what went well: the function keeps its shape. */
function isPlain(group: readonly Share[]): boolean {
  const [first, ...more] = group;
  if (!first?.sharing.call || isAbroad(group)) return false;
  const same = more.every(({ plan }) => plan === first.plan);
  return same && !testsAnswers(group);
}

/** Is it given answers by other files than its own? */
function isAbroad(group: readonly Share[]): boolean {
  return group.some(({ sharing: { fn, use } }) => programOf(fn) !== programOf(use));
}

function testsAnswers(group: readonly Share[]): boolean {
  return group.some(({ plan, sharing }) => testsAnswer(plan.answer, sharing, plan, isAbroad(group)));
}

/** Does the function ask how the call went, or, where it may have failed, whether there is an answer? */
function testsAnswer(answer: Answer, { fn, call }: Sharing, plan: CallPlan, abroad: boolean): boolean {
  const { action } = plan;
  for (const [node, shape] of answer.shapes) {
    if (!holds(fn.node, node as ast.Node)) continue;
    if (shape.is === 'error') return true;
    if (shape.is === 'v1' && locate(action, shape.path).at === 'status') return true;
  }
  // What files agree on follows from the function alone.
  return call !== null && (abroad || isReachedFailing(call, plan)) && askedIn(fn, answer, action).length > 0;
}

/** Does anybody take what the call gives back? */
function isTaken({ parentPath }: NodePath): boolean {
  return parentPath?.isExpressionStatement() !== true;
}

/** Does it give back nothing of the answer? That would be lost where the request fails. */
function givesNothing({ plan, sharing: { call } }: Share): boolean {
  return call === null || !plan.answer.shapes.has(call.node);
}

/** Is what the function makes of the answer the same for both calls? */
function alike(one: Share, other: Share): boolean {
  if (one.sharing === other.sharing) return true;
  if (Boolean(one.sharing.call) !== Boolean(other.sharing.call)) return false;
  if (Boolean(one.plan.call.packageClient) !== Boolean(other.plan.call.packageClient)) return false;
  const zones = [one, other].map(({ plan }) => String(plan.zone?.path ?? ''));
  const isOneZone = zones[0] === zones[1];
  if (one.plan.action === other.plan.action && (isOneZone || !readsZone(one))) return true;
  return (!readsMore(one) && !readsMore(other)) || (isOneZone && readsTheSame(one, other) && readsTheSame(other, one));
}

/** Does the function read what only the zone, or what was sent, tells? */
function readsZone({ plan, sharing: { fn } }: Share): boolean {
  const isIn = ({ node }: NodePath) => holds(fn.node, node);
  if (plan.answer.named.some(({ path, kind }) => kind !== 'pattern' && isIn(path))) return true;
  return [...plan.answer.shapes].some(([node, shape]) => {
    const place = shape.is === 'v1' && holds(fn.node, node as ast.Node) ? locate(plan.action, shape.path) : null;
    if (place?.at === 'beside') return ['param', 'zone'].includes(place.beside.read.as);
    return place?.at === 'field' && ['label', 'zone-name'].includes(place.field.convert.as);
  });
}

/** Two actions, `rec_new` and `rec_edit`: is all that the function reads there in both answers, and the same in v4's? */
function readsTheSame(one: Share, other: Share): boolean {
  if (one.plan.action.answer.kind !== other.plan.action.answer.kind) return false;
  if (one.plan.answer.named.some(({ path }) => holds(one.sharing.fn.node, path.node))) return false;
  for (const [node, shape] of one.plan.answer.shapes) {
    if (!holds(one.sharing.fn.node, node as ast.Node) || shape.is !== 'v1') continue;
    const same = other.plan.answer.shapes.get(node);
    if (same?.is !== 'v1') return false;
    const [place, otherPlace] = [locate(one.plan.action, shape.path), locate(other.plan.action, same.path)];
    if (place.at === 'beside' && place.beside.read.as === 'param') return false;
    if (JSON.stringify(place) !== JSON.stringify(otherPlace)) return false;
  }
  return true;
}

/** Does the function read more than how the call went? */
function readsMore({ plan, sharing }: Share): boolean {
  for (const [node, shape] of plan.answer.shapes) {
    if (!holds(sharing.fn.node, node as ast.Node) || shape.is !== 'v1' || shape.path.length === 0) continue;
    if (locate(plan.action, shape.path).at !== 'status' && !isParameter(sharing, node as ast.Node)) return true;
  }
  return false;
}

/** Does it hand the answer on in turn? */
function passesOn({ plan, sharing: { fn } }: Share): boolean {
  return plan.answer.shared.some(({ call }) => call !== null && holds(fn.node, call.node));
}

function isParameter({ fn }: Sharing, node: ast.Node): boolean {
  return fn.node.params.some((one) => one === node);
}

/** Every expression that gives the function away; null where not all are seen. */
function usesOf({ fn, use }: Sharing): NodePath[] | null {
  const inside = fn.isFunctionExpression() && fn.node.id ? referencesTo(fn.scope.getBinding(fn.node.id.name)) : [];
  if (use.node === fn.node) return [use, ...inside];
  const binding = bindingOf(fn);
  if (binding) {
    const uses = bindingUses(binding);
    return uses && [...uses, ...inside];
  }
  if (inside.includes(use)) return [fn, ...inside];
  const maker = makerOf(fn);
  return maker ? callersOf(maker) : null;
}

function bindingUses({ path, referencePaths, constantViolations }: Binding): NodePath[] | null {
  const statement = path.isFunctionDeclaration() ? path : path.parentPath;
  if (statement?.parentPath?.isExportDeclaration() || constantViolations.length > 0) return null;
  return referencePaths;
}

function handlerOf(group: readonly Share[]): Handler {
  const { plan, sharing } = group[0] as Share;
  const { fn } = sharing;
  const answer = within(fn, plan.answer);
  const params = paramsOf(group) ?? [];
  const role = (shape: Shape | null) => {
    if (!shape) return 'own';
    return shape.is === 'error' ? 'error' : shape.is === 'known' ? 'gone' : 'answer';
  };
  const roles = params.map(role);
  const value = roles.indexOf('answer');
  const gone = roles.flatMap((one, index) => (one === 'gone' || (one === 'answer' && index !== value) ? [index] : []));
  const tests = testsAnswers(group);
  const looksAtErrors = plan.call.packageClient !== null && params.every((shape) => !shape || isBelow(shape, plan));
  const primary = new Set([...plan.primary].filter((node) => holds(fn.node, node))).add(fn.node);
  const own = referencesTo(bindingOf(fn)).flatMap((use) =>
    use.parentPath?.isCallExpression() && use.key === 'callee' ? [use.parentPath] : [],
  );
  const elsewhere = group.flatMap(({ sharing: { call } }) => (call && !own.includes(call) ? [call] : []));
  return {
    fn,
    plan: { ...plan, name: '', answer, primary, kept: keptIn(answer, primary) },
    callers: [...own, ...elsewhere],
    callbacks: new Set(group.flatMap((share) => (share.sharing.call ? [] : [share.sharing.use.node]))),
    error: roles.indexOf('error'),
    value,
    gone: new Set(gone),
    kind: !tests && sharing.call ? 'success' : looksAtErrors ? 'error' : 'whole',
    gives: !fn.get('body').isBlockStatement() && group.some(({ sharing: { call } }) => call && isTaken(call)),
    abroad: isAbroad(group),
    again: group.some(({ sharing: { use } }) => use.node !== fn.node && holds(fn.node, use.node)),
    reads: group.some((one) => readsMore(one) || passesOn(one)),
    toldOfConnection: group.some((one) => !one.sharing.call || isReachedIn('transport', one.sharing.call, one.plan)),
  };
}

/** npm cloudflare 0.0.x: errors of the API come as errors, and nothing else says how the call went. */
function isBelow(shape: Shape, { action }: CallPlan): boolean {
  return (
    shape.is === 'error' || shape.is === 'known' || (shape.is === 'v1' && locate(action, shape.path).at !== 'status')
  );
}

/** What of the answer is in the function. */
function within(fn: NodePath<ast.Function>, answer: Answer): Answer {
  return {
    ...answer,
    shapes: new Map([...answer.shapes].filter(([node]) => holds(fn.node, node as ast.Node))),
    holders: new Map([...answer.holders].filter(([binding]) => holds(fn.node, binding.identifier))),
    decided: new Set([...answer.decided].filter((node) => holds(fn.node, node))),
    named: answer.named.filter(({ path }) => holds(fn.node, path.node)),
    links: answer.links.filter(({ call }) => holds(fn.node, call.node)),
    shared: [],
  };
}

/** Variables of functions inside that keep their names. */
function keptIn(answer: Answer, primary: ReadonlySet<ast.Node>): Set<Binding> {
  return new Set(
    [...answer.holders.keys()].filter((binding) => {
      const owner = binding.scope.getFunctionParent()?.path.node;
      return !owner || !primary.has(owner as ast.Node);
    }),
  );
}
