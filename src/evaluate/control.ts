/** Under which condition a statement has run when a use is reached. */
import { type Binding, type NodePath, startOf } from '../syntax/index.js';
import type { Condition } from './value.js';

export function sameFunction(a: NodePath, b: NodePath): boolean {
  return functionOf(a) === functionOf(b);
}

export function functionOf(path: NodePath): NodePath | null {
  return path.getFunctionParent() as NodePath | null;
}

/**
 * null: it has run, if the use is reached; a condition: where it holds; 'loop': not so simple.
 * Only what lies between the statement and the nearest block that also holds the use counts.
 */
export function conditionOf(step: NodePath, use: NodePath): Condition | null | 'loop' {
  let found: Condition | null = null;
  const ancestors = new Set<NodePath>(use.getAncestry());
  for (let path = step; path.parentPath && !ancestors.has(path.parentPath); path = path.parentPath) {
    const parent: NodePath = path.parentPath;
    if (parent.isLoop() || parent.isSwitchCase() || parent.isTryStatement() || parent.isCatchClause()) return 'loop';
    if (parent.isFunction()) return 'loop';
    if (parent.isIfStatement() && path.key !== 'test') {
      if (found) return 'loop';
      found = { path: parent.get('test'), negated: path.key === 'alternate' };
    }
    if (parent.isLogicalExpression() && path.key === 'right' && parent.node.operator === '&&') {
      if (found) return 'loop';
      found = { path: parent.get('left'), negated: false };
    }
    if (parent.isConditionalExpression() && path.key !== 'test') return 'loop';
  }
  // `if (…) x = …` whose if is itself the common ancestor: the use stands on the other side or in the test.
  const meeting: NodePath | null = step.findParent((path) => ancestors.has(path));
  if (meeting?.isIfStatement()) return 'loop';
  return found;
}

/** `form.z = form.z || zone` on the way to a later use: what is done to the variable up to here has been done once. */
export function isEarlier(use: NodePath, later: NodePath, binding: Binding): boolean {
  if (binding.constantViolations.length > 0 || startOf(use.node) >= startOf(later.node)) return false;
  if (!sameFunction(use, later) || functionOf(use)?.node !== functionAround(binding)?.node) return false;
  return !use.findParent((path) => path.isLoop());
}

/**
 * A step that stands behind the use has been taken when the use is reached again: by a loop around both, or by another
 * call of the function, where the variable is not made anew by it.
 */
export function comesBack(use: NodePath, step: NodePath, binding: Binding): boolean {
  if (functionOf(use)?.node !== functionAround(binding)?.node) return true;
  const isMadeAnew = (loop: NodePath) =>
    binding.path.isDescendant(loop) &&
    !(loop.isForStatement() && binding.path.isDescendant(loop.get('init') as NodePath));
  return use.findParent((path) => path.isLoop() && step.isDescendant(path) && !isMadeAnew(path)) !== null;
}

/** The function that the variable is of. */
function functionAround({ kind, scope, path }: Binding): NodePath | null {
  return kind === 'param' ? scope.path : functionOf(path);
}
