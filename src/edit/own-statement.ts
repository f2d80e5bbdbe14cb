/** The statement that a call stands in, of the function around it. */
import type { ast, NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';

/** Null in the body of an arrow that is an expression: no statement there waits for the call. */
export function ownStatement(path: NodePath): NodePath<ast.Statement> | null {
  const listed = path.getStatementParent();
  const fn = path.getFunctionParent();
  const statement = path.findParent((one) => one === listed || isBare(one)) as NodePath<ast.Statement> | null;
  return statement && (!fn || statement.isDescendant(fn)) ? statement : null;
}

/** `for (const zone of zones) await purge(zone);`: not in a list, and not made where those of the list are. */
export function isBare(path: NodePath): boolean {
  const { parentPath: parent, key } = path;
  if (!path.isStatement() || path.isBlockStatement() || !parent) return false;
  return parent.isIfStatement() || (parent.isLoop() && key === 'body');
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
