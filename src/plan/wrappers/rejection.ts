/** An error of the author's own that a wrapper makes of v1's message, as one of its callers could make it as well. */
import type { Action } from '../../catalogue/types.js';
import { evaluate, within } from '../../evaluate/evaluate.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { localName, type SharedName, sharedName } from '../../evaluate/modules/shared-names.js';
import type { Value } from '../../evaluate/value.js';
import type { Answer } from '../../find/answers/answer.js';
import { locate } from '../../find/answers/locate.js';
import type { Shape } from '../../find/request.js';
import type { Rejection, V1Call, Wrapper } from '../../find/v1-call.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { isUnreadArgument, readsMessageAlone, setOn } from './error-class.js';

interface Reading {
  readonly wrapper: Wrapper;
  /** the call of the wrapper */
  readonly site: V1Call['site'];
  readonly action: Action;
  readonly answer: Answer;
  /** where the server failed, the answer has a status and nothing else */
  readonly broken?: boolean;
}

type Hole = Rejection['holes'][number];

/** null where it is made of what callers do not have: another part of the answer, variables of the wrapper. */
export function rejectionOf(path: NodePath, reading: Reading): Rejection | null {
  const holes: Hole[] = [];
  const { made, sets } = setOn(path) ?? { made: path, sets: [] };
  const parts = [made, ...sets.map((set) => set.path)];
  const names = parts.every((part) => fill(part, reading, holes)) ? namesFor(parts, holes, reading.site) : null;
  const left = sets.filter(
    (set) => !holes.some((hole) => hole.path.node === set.path.node && hole.value === 'nothing'),
  );
  return names && { path: made, holes, names, ...(left.length > 0 && { sets: left }) };
}

/** The error that a further function makes, as the callers of this one see it. */
export function handedOn(inner: Rejection | undefined, { env }: Wrapper, site: NodePath): Rejection | undefined {
  const holes = inner?.holes.map((hole): Hole => {
    const { value } = hole;
    return typeof value === 'object' ? { ...hole, value: within(env, () => evaluate(value.path)) } : hole;
  });
  const isKnown = holes?.every(({ value }) => typeof value !== 'object' || isSaidAt(site, value));
  const parts = inner ? [inner.path, ...(inner.sets ?? []).map((set) => set.path)] : [];
  const names = holes && isKnown ? namesFor(parts, holes, site) : null;
  return inner && holes && names ? { ...inner, holes, names } : undefined;
}

/** Names in the expression that mean nothing at the site until its file imports them; null where it cannot. */
function namesFor(
  parts: readonly NodePath[],
  holes: readonly Hole[],
  site: NodePath,
): NonNullable<Rejection['names']> | null {
  const filled = new Set(holes.map((hole) => hole.path.node));
  const names: { path: NodePath; shared: SharedName }[] = [];
  let isClear = true;
  const visit = (one: NodePath) => {
    if (filled.has(one.node)) return one.skip();
    if (!one.isIdentifier() || !one.isReferencedIdentifier()) return;
    const binding = one.scope.getBinding(one.node.name);
    if (binding === site.scope.getBinding(one.node.name)) return;
    const shared = binding && isOfKind(one, site) ? sharedName(binding) : null;
    if (shared && !isShadowed(shared, site)) names.push({ path: one, shared });
    else isClear = false;
  };
  for (const part of parts) {
    visit(part);
    if (!filled.has(part.node)) part.traverse({ enter: visit });
  }
  return isClear ? names : null;
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

function fill(path: NodePath, reading: Reading, holes: Hole[]): boolean {
  const { answer, wrapper } = reading;
  const composed = path.isLogicalExpression() || path.isConditionalExpression();
  const shape = composed ? undefined : answer.shapes.get(path.node);
  if (shape) {
    const value = filling(path, shape, reading);
    if (value) holes.push({ path, value });
    return value !== null;
  }
  if (path.isFunction() || path.isThisExpression() || path.isAwaitExpression() || path.isYieldExpression())
    return false;
  if (path.isMemberExpression() || path.isIdentifier()) {
    const root = rootOf(path);
    const binding = root?.scope.getBinding(root.node.name);
    if (root && binding && isWithin(binding, wrapper.fn)) {
      const value = within(wrapper.env, () => evaluate(path));
      const isKnown = isSaidAt(reading.site, value);
      if (isKnown) holes.push({ path, value });
      return isKnown;
    }
    if (root) return true;
  }
  return childrenOf(path).every((child) => fill(child, reading, holes));
}

/** What v4's error says in the place of a part of v1's answer. */
function filling(path: NodePath, shape: Shape, { action, broken }: Reading): Hole['value'] | null {
  if (broken) return shape.is === 'known' && shape.broken === 'status' ? 'status' : null;
  if (shape.is !== 'v1') return null;
  const place = locate(action, shape.path);
  if (place.at === 'status' && place.name === 'msg') return 'msg';
  if (place.at === 'status' && place.name === 'err_code') return isUnreadArgument(path) ? 'nothing' : null;
  return shape.path.length === 0 && readsMessageAlone(path) ? 'answer' : null;
}

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
  return (is.VISITOR_KEYS[path.node.type] ?? [])
    .filter((key) => !(named && key === skipped))
    .flatMap((key) => path.get(key) as NodePath | NodePath[])
    .filter((child) => Boolean(child.node));
}
