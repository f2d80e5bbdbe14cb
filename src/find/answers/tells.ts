/** What a test tells of a variable. */
import type { NodePath } from '../../syntax/index.js';

/** Does the test, which ended so, tell that the variable holds something? */
export function tells(test: NodePath, name: string, holds: boolean): boolean {
  if (test.isUnaryExpression({ operator: '!' })) return tells(test.get('argument'), name, !holds);
  if (test.isLogicalExpression() && (test.node.operator === '&&') === holds && test.node.operator !== '??')
    return tells(test.get('left'), name, holds) || tells(test.get('right'), name, holds);
  return holds && String(test) === name;
}
