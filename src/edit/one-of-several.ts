/** `cached ? await load() : await request`: what is read behind it is the answer of one of them, nobody knows which. */
import type { Answer } from '../find/answers/answer.js';
import { isDropped } from '../find/answers/discarded.js';
import type { NodePath } from '../syntax/index.js';

export function isOneOfSeveral(anchor: NodePath, answer: Answer): boolean {
  const passed = new Set<NodePath['node']>([anchor.node]);
  let several = false;
  let path = anchor;
  for (;;) {
    const parent: NodePath | null = path.parentPath;
    if (!parent || !answer.shapes.has(parent.node) || !isPassing(parent)) break;
    if (parent.isConditionalExpression() || parent.isLogicalExpression()) several = true;
    passed.add(parent.node);
    path = parent;
  }
  return several && [...answer.shapes].some(([node, { is }]) => !passed.has(node) && is !== 'promise' && isTaken(node));

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
