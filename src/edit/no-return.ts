/** Calls behind which nothing runs: `process.exit(…)`, and functions that end in one or throw. */
import { endsProcess } from '../evaluate/ends-process.js';
import { isOfStranger } from '../find/strangers.js';
import type { NodePath } from '../syntax/index.js';

export function neverReturns(expression: NodePath): boolean {
  return expression.isCallExpression() && !isOfStranger(expression.get('callee')) && endsProcess(expression, true);
}
