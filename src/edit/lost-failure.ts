/**
 * `list.recs.objs`, where the author put nothing in the place of an answer that did not come: that read failed. v4's list
 * is what it is read of, so nothing is read any more.
 */
import { heldTests } from '../find/answers/held-tests.js';
import { locate } from '../find/answers/locate.js';
import { tells } from '../find/answers/tells.js';
import type { Shape } from '../find/request.js';
import type { NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';

/** The first read that would fail no more. */
export function lostFailure({
  answer,
  action,
  anchor,
}: Pick<CallPlan, 'answer' | 'action' | 'anchor'>): NodePath | null {
  const isOnTheWay = (shape: Shape | undefined) => shape?.is === 'v1' && locate(action, shape.path).at === 'spine';
  const doubtful = [...answer.shapes].flatMap(([node, shape]) =>
    shape.is === 'v1' && isOnTheWay(shape) && (shape.optional || answer.unsure.has(node)) ? [node] : [],
  );
  if (doubtful.length === 0) return null;
  let found: NodePath | null = null;
  anchor.scope.getProgramParent().path.traverse({
    enter(path) {
      if (found || path.isMemberExpression() || !doubtful.includes(path.node) || !(isRead(path) || isTakenApart(path)))
        return;
      let whole: NodePath = path;
      while (isOnTheWay(answer.shapes.get(whole.node)) && isRead(whole)) whole = whole.parentPath as NodePath;
      const fails =
        isRead(whole) ||
        isGoneThrough(whole) ||
        (whole !== path && !isOnTheWay(answer.shapes.get(whole.node)) && isTakenApart(whole));
      if (!fails && !isThere(path)) found = path;
    },
  });
  return found;
}

/** Is something read of it at once? That fails as well. */
function isRead({ parentPath: parent, key }: NodePath): boolean {
  return key === 'object' && parent?.isMemberExpression() === true;
}

/** `const { recs } = list` */
function isTakenApart({ parentPath: parent, key }: NodePath): boolean {
  return parent?.isVariableDeclarator() === true && key === 'init' && parent.get<NodePath>('id').isPattern();
}

function isGoneThrough({ parentPath: parent, key }: NodePath): boolean {
  return (parent?.isForOfStatement() && key === 'right') || parent?.isSpreadElement() === true;
}

function isThere(object: NodePath): boolean {
  return heldTests(object).some(({ test, holds, values }) => !values && tells(test, String(object), holds));
}
