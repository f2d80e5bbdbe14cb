/** The statement that a call stands in, of the function around it. */
import type { ast, NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';

/** Null in the body of an arrow that is an expression: no statement there waits for the call. */
export function ownStatement(path: NodePath): NodePath<ast.Statement> | null {
  const statement = path.getStatementParent();
  const fn = path.getFunctionParent();
  return statement && (!fn || statement.isDescendant(fn)) ? statement : null;
}

/** The statement that waits for the call: its own, or the `try` behind which the answer is read. */
export function waitingStatement({ anchor, tried }: CallPlan): NodePath<ast.Statement> | null {
  return tried ?? ownStatement(anchor);
}

/** `try { body = await …; } catch (err) { … }`: the statement, if nothing in it comes before the call. */
export function triedAround(anchor: NodePath): NodePath<ast.TryStatement> | null {
  const statement = ownStatement(anchor);
  const around = statement?.parentPath?.parentPath;
  if (!statement || statement.key !== 0 || !around?.isTryStatement() || statement.parentPath?.key !== 'block')
    return null;
  const { handler, finalizer } = around.node;
  const isListed = around.parentPath?.isBlockStatement() || around.parentPath?.isProgram();
  return handler && !finalizer && isListed ? around : null;
}
