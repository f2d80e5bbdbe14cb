/** An error of the author's own that a wrapper makes of v1's message, as one of its callers could make it as well. */
import type { Action } from '../../catalogue/types.js';
import { evaluate, within } from '../../evaluate/evaluate.js';
import { programOf } from '../../evaluate/modules/localised.js';
import type { Answer } from '../../find/answers/answer.js';
import { locate } from '../../find/answers/locate.js';
import type { Rejection, V1Call, Wrapper } from '../../find/v1-call.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';

interface Reading {
  readonly wrapper: Wrapper;
  /** the call of the wrapper */
  readonly site: V1Call['site'];
  readonly action: Action;
  readonly answer: Answer;
}

type Hole = Rejection['holes'][number];

/** null where it is made of what callers do not have: another part of the answer, variables of the wrapper. */
export function rejectionOf(path: NodePath, reading: Reading): Rejection | null {
  if (programOf(path) !== programOf(reading.site)) return null;
  const holes: Hole[] = [];
  return fill(path, reading, holes) ? { path, holes } : null;
}

function fill(path: NodePath, reading: Reading, holes: Hole[]): boolean {
  const { answer, action, wrapper } = reading;
  const composed = path.isLogicalExpression() || path.isConditionalExpression();
  const shape = composed ? undefined : answer.shapes.get(path.node);
  if (shape) {
    const isMessage = shape.is === 'v1' && shape.path[0] === 'msg' && locate(action, shape.path).at === 'status';
    if (isMessage) holes.push({ path, value: null });
    return isMessage;
  }
  if (path.isFunction() || path.isThisExpression() || path.isAwaitExpression() || path.isYieldExpression())
    return false;
  if (path.isMemberExpression() || path.isIdentifier()) {
    const root = rootOf(path);
    const binding = root?.scope.getBinding(root.node.name);
    if (root && binding && isWithin(binding, wrapper.fn)) {
      const value = within(wrapper.env, () => evaluate(path));
      const isKnown = value.kind === 'literal' || (value.path.isExpression() && value.path.isDescendant(reading.site));
      if (isKnown) holes.push({ path, value });
      return isKnown;
    }
    if (root) return root.scope.getBinding(root.node.name) === reading.site.scope.getBinding(root.node.name);
  }
  return childrenOf(path).every((child) => fill(child, reading, holes));
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
