/** An error of the author's own that a wrapper makes of v1's message, as one of its callers could make it as well. */
import type { Action } from '../../catalogue/types.js';
import { bare, evaluate, within } from '../../evaluate/evaluate.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { localName, type SharedName, sharedName } from '../../evaluate/modules/shared-names.js';
import { onReceiver, receiverOf } from '../../evaluate/receiver.js';
import { thisScope } from '../../evaluate/this-member.js';
import type { Value } from '../../evaluate/value.js';
import type { Answer } from '../../find/answers/answer.js';
import { locate } from '../../find/answers/locate.js';
import type { Shape } from '../../find/request.js';
import type { LastWords, Part, Rejection, V1Call, Words, Wrapper } from '../../find/v1-call.js';
import {
  type ast,
  type Binding,
  childKeys,
  endOf,
  is,
  type NodePath,
  referencesTo,
  startOf,
} from '../../syntax/index.js';
import type { Stage } from '../outcome.js';
import { isKeptUnread, isUnreadArgument, readOfWhole, setOn, takenBy, wholeRead } from './error-class.js';
import { reduced } from './reduced.js';

export interface Parting {
  readonly wrapper: Wrapper;
  /** the call of the wrapper */
  readonly site: V1Call['site'];
  readonly action: Action;
  readonly answer: Answer;
  /** where the server failed, the answer has a status and nothing else */
  readonly broken?: boolean;
  /** set where it may be made of what broke the connection as well: how that comes */
  readonly cause?: 'cause' | 'error';
  /** under which outcome, where that decides tests inside it */
  readonly stage?: Stage;
  /** what an error is there that the wrapper catches: what broke the connection, or one of v1's message */
  readonly caught?: (error: NodePath<ast.Identifier>) => 'error' | 'msg' | null;
  /** variables of the wrapper that go with it */
  readonly locals?: ReadonlySet<Binding>;
}

type Hole = Rejection['holes'][number];
type Cut = Part['cuts'][number];
type Copy = Part['copies'][number];

/** null where it is made of what callers do not have: another part of the answer, variables of the wrapper. */
export function rejectionOf(path: NodePath, reading: Parting): Rejection | null {
  const holes: Hole[] = [];
  const { made, sets } = setOn(path) ?? { made: path, sets: [] };
  const parts = [made, ...sets.map((set) => set.path)];
  const names = parts.every((part) => fill(part, reading, holes)) ? namesFor(parts, holes, reading.site) : null;
  const left = sets.filter(
    (set) => !holes.some((hole) => hole.path.node === set.path.node && hole.value === 'nothing'),
  );
  return names && { path: made, holes, names, ...(left.length > 0 && { sets: left }) };
}

/** A statement or an expression that a wrapper leaves with; null where it is made of what callers do not have. */
export function partOf(path: NodePath, reading: Parting): Part | null {
  const holes: Hole[] = [];
  const cuts: Cut[] = [];
  const { locals = NONE, site } = reading;
  const copies: Copy[] = [];
  const names = fill(path, reading, holes, cuts) ? namesFor([path], holes, site, { locals, copies, cuts }) : null;
  return names && { path, holes, names, cuts, locals, copies };
}

/** The error that a further function makes, as the callers of this one see it. */
export function handedOn(
  inner: Rejection | undefined,
  { env, fn }: Wrapper,
  site: NodePath,
  own: Own = {},
): Rejection | undefined {
  const receiver = site.isCallExpression() ? receiverOf(site) : null;
  const holes = inner?.holes.map((hole): Hole => {
    const { value } = hole;
    if (typeof value !== 'object') return hole;
    if (value.kind === 'member' && value.object.path === value.path)
      return { ...hole, value: receiver ? onReceiver(value, receiver, fn) : { kind: 'unknown', path: fn } };
    return { ...hole, value: within(env, () => evaluate(value.path)) };
  });
  const isKnown = holes?.every(({ value }) => typeof value !== 'object' || isSaidAt(site, value));
  const parts = inner ? [inner.path, ...(inner.sets ?? []).map((set) => set.path)] : [];
  const names = holes && isKnown ? namesFor(parts, holes, site, own) : null;
  return inner && holes && names ? { ...inner, holes, names } : undefined;
}

/** What goes with the expression, and what is made anew for it. */
interface Own {
  readonly locals?: ReadonlySet<Binding>;
  readonly copies?: Copy[];
  readonly cuts?: readonly Cut[];
}

const NONE: ReadonlySet<Binding> = new Set();

/** What a further function says, as the callers of this one see it; undefined where they cannot say it. */
export function wordsHandedOn(
  inner: LastWords | undefined,
  wrapper: Wrapper,
  site: NodePath,
): LastWords | null | undefined {
  if (!inner) return undefined;
  const entries = Object.entries(inner).map(([outcome, words]: [string, Words]) => {
    const parts = words.parts.map((part) => {
      const copies: Copy[] = [];
      const seen = handedOn(part, wrapper, site, { locals: part.locals, copies, cuts: part.cuts });
      return seen && { ...part, ...seen, copies };
    });
    return parts.every((part) => part !== undefined) ? [outcome, { ...words, parts }] : null;
  });
  return entries.every((one) => one !== null) ? (Object.fromEntries(entries) as LastWords) : null;
}

/** Names in the expression that mean nothing at the site until its file imports them; null where it cannot. */
function namesFor(
  parts: readonly NodePath[],
  holes: readonly Hole[],
  site: NodePath,
  { locals = NONE, copies, cuts = [] }: Own = {},
): NonNullable<Rejection['names']> | null {
  const filled = new Set(holes.map((hole) => hole.path.node));
  const names: { path: NodePath; shared: SharedName }[] = [];
  let isClear = true;
  const visit = (one: NodePath) => {
    if (filled.has(one.node)) return one.skip();
    if (!one.isIdentifier() || !one.isReferencedIdentifier() || isCut(one, cuts)) return;
    const binding = one.scope.getBinding(one.node.name);
    if (binding && locals.has(binding)) return;
    if (binding === site.scope.getBinding(one.node.name)) return;
    const shared = binding && isOfKind(one, site) ? sharedName(binding) : null;
    const fn = copies && binding ? copied(binding) : null;
    if (shared && !isShadowed(shared, site)) names.push({ path: one, shared });
    else if (fn) copies?.push({ path: one, fn });
    else isClear = false;
  };
  for (const part of parts) {
    visit(part);
    if (!filled.has(part.node)) part.traverse({ enter: visit });
  }
  return isClear ? names : null;
}

/** A function that names nothing of its file. */
function copied({ path, constantViolations }: Binding): NodePath<ast.FunctionDeclaration> | null {
  if (!path.isFunctionDeclaration() || constantViolations.length > 0 || !path.parentPath.isProgram()) return null;
  let isAlone = !path.node.async && !path.node.generator;
  path.traverse({
    enter(one) {
      if (one.isThisExpression()) isAlone = false;
      const binding = one.isIdentifier() ? one.scope.getBinding(one.node.name) : undefined;
      if (binding?.scope.path.isProgram() && binding.path.node !== path.node) isAlone = false;
    },
  });
  return isAlone ? path : null;
}

/** Means the name that the site's file has for it something else there? */
function isShadowed(shared: SharedName, site: NodePath): boolean {
  const module = homeOf(programOf(site))?.module;
  const local = module ? localName(shared, module) : null;
  return local !== null && site.scope.getBinding(local)?.scope.path.isProgram() !== true;
}

/** Are both files loaded in the same way? */
function isOfKind(one: NodePath, other: NodePath): boolean {
  const [first, second] = [one, other].map((path) => homeOf(programOf(path))?.module);
  return first !== undefined && second !== undefined && first !== second && first.kind === second.kind;
}

function isSaidAt(site: NodePath, value: Value): boolean {
  return value.kind === 'literal' || (value.path.isExpression() && value.path.isDescendant(site));
}

function fill(path: NodePath, reading: Parting, holes: Hole[], cuts: Cut[] = []): boolean {
  const { answer, wrapper, stage, locals } = reading;
  const caught = ofCaught(path, reading);
  if (caught) {
    holes.push(caught);
    return true;
  }
  const composed = path.isLogicalExpression() || path.isConditionalExpression();
  const side = composed && stage ? reduced(path, stage) : path;
  if (side.node !== path.node) {
    cuts.push(...around(path, side));
    return fill(side, reading, holes, cuts);
  }
  const part = guarded(path, reading);
  const shape = composed && part === path ? undefined : answer.shapes.get(part.node);
  if (shape) {
    const value = filling(part, shape, reading);
    if (value) holes.push({ path, value });
    return value !== null;
  }
  if (path.isThisExpression() && reading.locals) return isSameThis(path, reading);
  const own = locals ? null : ofReceiver(path, reading);
  if (own) {
    holes.push({ path, value: own });
    return true;
  }
  if (path.isFunction() || path.isThisExpression() || path.isAwaitExpression() || path.isYieldExpression())
    return false;
  if (path.isMemberExpression() || path.isIdentifier()) {
    const root = rootOf(path);
    const binding = root?.scope.getBinding(root.node.name);
    if (binding && locals?.has(binding)) return true;
    const object = path.isMemberExpression() ? (path.get('object') as NodePath) : null;
    const isRead = object && ['error', 'v1'].includes(answer.shapes.get(bare(object).node)?.is ?? '');
    if (isRead || (object && ofCaught(object, reading)))
      return childrenOf(path).every((child) => fill(child, reading, holes, cuts));
    if (root && binding && isWithin(binding, wrapper.fn)) {
      const value = within(wrapper.env, () => evaluate(path));
      if (isSaidAt(reading.site, value)) {
        holes.push({ path, value });
        return true;
      }
      const given = reading.locals && givenName(binding, reading);
      if (given) holes.push({ path: root, value: { kind: 'unknown', path: given } });
      return given != null;
    }
    if (root) return true;
  }
  return childrenOf(path).every((child) => fill(child, reading, holes, cuts));
}

/** `this.name`, as the code says it that calls the method; null where `this` may be another where the call failed. */
function ofReceiver(path: NodePath, { site, wrapper }: Parting): Value | null {
  const receiver = path.isMemberExpression() ? receiverOf(site) : null;
  if (!receiver || (receiver.isThisExpression() && !site.parentPath?.isAwaitExpression())) return null;
  const value = onReceiver({ kind: 'unknown', path }, receiver, wrapper.fn);
  return value.kind === 'member' ? value : null;
}

/** `body.msg` of `err || (body && body.msg)`: where v1 answered an error, there is an answer, and nothing else failed. */
function guarded(path: NodePath, { answer, broken, cause }: Parting): NodePath {
  let part = path;
  while (part.isLogicalExpression() && !broken && !cause) {
    const shape = answer.shapes.get(bare(part.get('left')).node);
    const isThere = shape?.is === 'object' || (shape?.is === 'v1' && shape.path.length === 0);
    const { operator } = part.node;
    if (!(operator === '&&' ? isThere : operator === '||' && shape?.is === 'error' && !shape.api)) return part;
    part = bare(part.get('right'));
  }
  return part;
}

/** `msg` of `send(msg, …)`: the caller's own name for what it gives. */
function givenName({ kind, constant, identifier }: Binding, { wrapper }: Parting): NodePath | null {
  const given = kind === 'param' && constant ? wrapper.args[wrapper.fn.node.params.indexOf(identifier)] : undefined;
  if (!given?.isIdentifier()) return null;
  return given.scope.getBinding(given.node.name)?.constant === true ? given : null;
}

/** `err` that a `catch` gives, or its message where that is v1's. */
function ofCaught(path: NodePath, { caught, cause }: Parting): Hole | null {
  const object = path.isMemberExpression({ computed: false }) ? (path.get('object') as NodePath) : path;
  const value = object.isIdentifier() && object.isReferencedIdentifier() ? caught?.(object) : null;
  if (value === 'error') return path === object && cause && isPlainlyRead(path) ? { path, value: cause } : null;
  const isMessage = path.isMemberExpression() && is.isIdentifier(path.node.property, { name: 'message' });
  return value === 'msg' && isMessage ? { path, value } : null;
}

/** Is it in a side that is not taken? */
export function isCut({ node }: NodePath, cuts: readonly Cut[]): boolean {
  return cuts.some(({ start, end }) => start <= startOf(node) && endOf(node) <= end);
}

/** What is cut off where one side of it is left. */
function around({ node: whole }: NodePath, { node: side }: NodePath): Cut[] {
  const cuts = [
    { start: startOf(whole), end: startOf(side) },
    { start: endOf(side), end: endOf(whole) },
  ];
  return cuts.filter(({ start, end }) => start < end);
}

/** `this.call(…)` in a method of the same class: what the wrapper calls `this` is so called by its caller. */
function isSameThis(path: NodePath, { site, wrapper }: Parting): boolean {
  const owner = (one: NodePath) => thisScope(one)?.parentPath?.node;
  const callee = site.isCallExpression() ? (site.get('callee') as NodePath) : null;
  if (!callee?.isMemberExpression() || !callee.get('object').isThisExpression()) return false;
  const isOfMethod = thisScope(path)?.node === wrapper.fn.node && wrapper.fn.isClassMethod({ static: false });
  return isOfMethod && owner(path) === owner(site) && thisScope(site)?.isClassMethod({ static: false }) === true;
}

/** What v4's error says in the place of a part of v1's answer. */
function filling(path: NodePath, shape: Shape, { action, broken, cause }: Parting): Hole['value'] | null {
  if (shape.is === 'error') return cause && isPlainlyRead(path) ? cause : null;
  if (broken) return shape.is === 'known' && shape.broken === 'status' ? 'status' : null;
  if (shape.is !== 'v1') return null;
  const place = locate(action, shape.path);
  if (place.at === 'status' && place.name === 'msg') return 'msg';
  if (place.at === 'status' && place.name === 'err_code') return isUnreadArgument(path) ? 'nothing' : 'code';
  return shape.path.length === 0 ? (readOfWhole(path) ?? wholeRead(path)) : null;
}

/** `err.message`, or the error itself where it is printed or made a text of. */
function isPlainlyRead(error: NodePath): boolean {
  const { parentPath: parent } = error;
  if (parent?.isMemberExpression({ computed: false }) && error.key === 'object')
    return is.isIdentifier(parent.node.property) && OF_ERRORS.has(parent.node.property.name);
  if (parent?.isBinaryExpression({ operator: '+' }) || parent?.isTemplateLiteral()) return true;
  const taken = takenBy(error);
  if (taken?.isIdentifier())
    return referencesTo(taken.scope.getBinding(taken.node.name)).every(
      (use) => isPlainlyRead(use) || isKeptUnread(use),
    );
  if (!parent?.isCallExpression() || error.listKey !== 'arguments') return false;
  const callee = evaluate(parent.get('callee') as NodePath);
  if (callee.kind === 'external') return callee.module === null && PRINTING.has(callee.members[0] ?? '');
  const parameter = callee.kind === 'function' ? (callee.fn.get('params') as NodePath[])[Number(error.key)] : null;
  if (!parameter?.isIdentifier()) return callee.kind === 'function' && parameter === undefined;
  const uses = referencesTo(parameter.scope.getBinding(parameter.node.name));
  return uses.every(isPlainlyRead);
}

/** What errors of all clients have. */
const OF_ERRORS: ReadonlySet<string> = new Set(['message', 'stack', 'name', 'code', 'toString']);

const PRINTING: ReadonlySet<string> = new Set(['console', 'String']);

function rootOf(path: NodePath): NodePath<ast.Identifier> | null {
  if (path.isIdentifier()) return path;
  return path.isMemberExpression() && !path.node.computed ? rootOf(path.get('object') as NodePath) : null;
}

function isWithin({ scope }: Binding, fn: NodePath): boolean {
  return scope.path.node === fn.node || scope.path.isDescendant(fn);
}

function childrenOf(path: NodePath): NodePath[] {
  const named = (path.isObjectProperty() || path.isMemberExpression()) && !path.node.computed;
  const skipped = path.isObjectProperty() ? 'key' : 'property';
  return childKeys(path.node.type)
    .filter((key) => !(named && key === skipped))
    .flatMap((key) => path.get(key) as NodePath | NodePath[])
    .filter((child) => Boolean(child.node));
}
