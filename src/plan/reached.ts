/** Whether code is run where a call ended in some way: what stands around it, and before it, may leave it out. */
import type { NodePath } from '../syntax/index.js';
import { knownIn, type Stage, truth } from './outcome.js';
import { throwsAtOnce } from './throws.js';

/** Errs on the side of yes. */
export function isReached(path: NodePath, stage: Stage): boolean {
  for (let inner = path; inner.parentPath; inner = inner.parentPath) {
    if (isLeftOut(inner, stage)) return false;
    const { container, key } = inner;
    if (Array.isArray(container) && inner.isStatement())
      for (let index = 0; index < Number(key); index++)
        if (leaves(inner.getSibling(index) as NodePath, stage)) return false;
  }
  return true;
}

/** Does the test beside it say that it is not run? */
function isLeftOut({ parentPath: parent, key }: NodePath, stage: Stage): boolean {
  if (parent?.isIfStatement() || parent?.isConditionalExpression()) {
    const test = key === 'test' ? null : truth(knownIn(parent.get('test') as NodePath, stage));
    return test !== null && test !== (key === 'consequent');
  }
  if (!parent?.isLogicalExpression() || key !== 'right' || parent.node.operator === '??') return false;
  const left = truth(knownIn(parent.get('left') as NodePath, stage));
  return left !== null && left !== (parent.node.operator === '&&');
}

function leaves(statement: NodePath, stage: Stage): boolean {
  if (statement.isReturnStatement() || statement.isThrowStatement()) return true;
  if (throwsAtOnce(statement, stage)) return true;
  if (statement.isBlockStatement()) return (statement.get('body') as NodePath[]).some((one) => leaves(one, stage));
  if (!statement.isIfStatement()) return false;
  const test = truth(knownIn(statement.get('test') as NodePath, stage));
  const branches = (['consequent', 'alternate'] as const).filter(
    (one) => test === null || test === (one === 'consequent'),
  );
  return branches.every((one) => {
    const branch = statement.get(one) as NodePath;
    return Boolean(branch.node) && leaves(branch, stage);
  });
}
