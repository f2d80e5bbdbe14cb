/** An error of the author's own that a wrapper makes of v1's message, as one of its callers could make it as well. */
import type { Action } from '../../catalogue/types.js';
import { evaluate, within } from '../../evaluate/evaluate.js';
import type { Value } from '../../evaluate/value.js';
import type { Answer } from '../../find/answers/answer.js';
import { locate } from '../../find/answers/locate.js';
import type { Shape } from '../../find/request.js';
import type { Rejection, V1Call, Wrapper } from '../../find/v1-call.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { isUnreadArgument, readsMessageAlone } from './error-class.js';

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
  return fill(path, reading, holes) ? { path, holes } : null;
}

/** The error that a further function makes, as the callers of this one see it. */
export function handedOn(inner: Rejection | undefined, { env }: Wrapper, site: NodePath): Rejection | undefined {
  const holes = inner?.holes.map((hole): Hole => {
    const { value } = hole;
    return typeof value === 'object' ? { ...hole, value: within(env, () => evaluate(value.path)) } : hole;
  });
  const isKnown = holes?.every(({ value }) => typeof value !== 'object' || isSaidAt(site, value));
  return inner && holes && isKnown ? { ...inner, holes } : undefined;
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
    if (root) return root.scope.getBinding(root.node.name) === reading.site.scope.getBinding(root.node.name);
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
