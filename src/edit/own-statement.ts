/** The statement that a call stands in, of the function around it. */
import type { ast, NodePath } from '../syntax/index.js';

/** Null in the body of an arrow that is an expression: no statement there waits for the call. */
export function ownStatement(path: NodePath): NodePath<ast.Statement> | null {
  const statement = path.getStatementParent();
  const fn = path.getFunctionParent();
  return statement && (!fn || statement.isDescendant(fn)) ? statement : null;
}
