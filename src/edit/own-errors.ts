/** Errors that were told to be of a class of the author's: what they have is what that class gave them. */
import { evaluate } from '../evaluate/evaluate.js';
import { elsewhereOf } from '../evaluate/value.js';
import { heldTests } from '../find/answers/held-tests.js';
import type { NodePath } from '../syntax/index.js';

/** `if (error instanceof ApiError) …`, where the name is reached. */
export function isOfOwnClass(name: NodePath): boolean {
  return heldTests(name).some(({ test, holds, values }) => !values && tells(test, holds, String(name)));
}

function tells(test: NodePath, holds: boolean, name: string): boolean {
  if (test.isUnaryExpression({ operator: '!' })) return tells(test.get('argument'), !holds, name);
  if (test.isLogicalExpression({ operator: holds ? '&&' : '||' }))
    return [test.get('left'), test.get('right')].some((side) => tells(side, holds, name));
  if (!holds || !test.isBinaryExpression({ operator: 'instanceof' })) return false;
  const kind = evaluate(test.get('right'));
  return String(test.get('left')) === name && (kind.kind === 'function' || elsewhereOf(kind) !== null);
}
