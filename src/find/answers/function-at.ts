/** The function that stands at a place, or that a name there holds. */

import { bare, evaluate } from '../../evaluate/evaluate.js';
import type { ast, NodePath } from '../../syntax/index.js';

/** The function that a callback argument is: inline, or a name that holds one. */
export function functionAt(path: NodePath): NodePath<ast.Function> | null {
  const inner = bare(path);
  if (inner.isFunction()) return inner as NodePath<ast.Function>;
  // `(function next() { … request(…, next); })()`
  const own = inner.isIdentifier() ? inner.scope.getBinding(inner.node.name) : undefined;
  if (own?.path.isFunctionExpression() && own.path.node.id === own.identifier)
    return own.path as NodePath<ast.Function>;
  const value = evaluate(inner);
  return value.kind === 'function' ? (value.fn as NodePath<ast.Function>) : null;
}

/** Is the function written right where it is given? */
export function isInline(path: NodePath): boolean {
  return bare(path).isFunction();
}
