/** Arrows whose body is an expression with a call: a statement can only come before it where the body becomes a block. */
import type { ast, NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';

/** The arrow whose body the call always is a part of; null where there is none, or the body stands in brackets. */
export function arrowAround({ anchor, style }: CallPlan): NodePath<ast.ArrowFunctionExpression> | null {
  const fn = anchor.getFunctionParent();
  if (!fn?.isArrowFunctionExpression()) return null;
  const body = fn.get('body') as NodePath;
  if (body.isBlockStatement() || body.node.extra?.parenthesized === true) return null;
  if (style === 'callback') return body.node === anchor.node ? fn : null;
  for (let path = anchor; path.node !== body.node; path = path.parentPath as NodePath) {
    const { parentPath: parent } = path;
    if (!parent || parent.isConditionalExpression() || parent.isLogicalExpression()) return null;
  }
  return fn;
}
