/** `cached ? await load() : await request`: what is read behind it is the answer of one of them, nobody knows which. */
import type { Answer } from '../find/answers/answer.js';
import { isDropped } from '../find/answers/discarded.js';
import type { NodePath } from '../syntax/index.js';

/**
 * What else may be read in the answer's place: the other sides of the conditions that it is given under; null where the
 * answer itself is one side of a test, or something is read of all of them at once. None where it is not read.
 */
export function besides(anchor: NodePath, answer: Answer): readonly NodePath[] | null {
  const passed = new Set<NodePath['node']>([anchor.node]);
  const others: NodePath[] = [];
  let tested = false;
  let path = anchor;
  for (;;) {
    const parent: NodePath | null = path.parentPath;
    if (!parent || !answer.shapes.has(parent.node) || !isPassing(parent)) break;
    if (parent.isConditionalExpression())
      others.push(parent.get(path.key === 'consequent' ? 'alternate' : 'consequent') as NodePath);
    if (parent.isLogicalExpression() || (parent.isMemberExpression() && others.length > 0)) tested = true;
    passed.add(parent.node);
    path = parent;
  }
  const isRead = [...answer.shapes].some(([node, { is }]) => !passed.has(node) && is !== 'promise' && isTaken(node));
  return !isRead ? [] : tested ? null : others;

  // `await purge(url)` where `purge` gives what one of two calls promised: waited for, and that is all.
  function isTaken(node: NodePath['node']): boolean {
    const at = answer.paths.get(node);
    return !at || !isDropped(at);
  }
}

/** Does the expression give what one of its parts gives? */
function isPassing(path: NodePath): boolean {
  return (
    path.isConditionalExpression() ||
    path.isLogicalExpression() ||
    path.isAwaitExpression() ||
    path.isMemberExpression() ||
    path.isTSAsExpression() ||
    path.isTSNonNullExpression()
  );
}
