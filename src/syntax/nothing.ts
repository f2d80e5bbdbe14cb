/** An expression that says that there is nothing: `null`, `undefined`, `void 0`. */
import type { NodePath } from './babel.js';

export function isNothing(path: NodePath): boolean {
  return (
    path.isNullLiteral() || path.isIdentifier({ name: 'undefined' }) || path.isUnaryExpression({ operator: 'void' })
  );
}
