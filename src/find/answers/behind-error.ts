/** Places of a callback that are reached where there is no error alone. */
import { type ast, is, type NodePath } from '../../syntax/index.js';

/** Is the place reached only where the first parameter, the error, is not set? */
export function isBehindError(path: NodePath, fn: NodePath<ast.Function>): boolean {
  const [error] = fn.node.params;
  if (!is.isIdentifier(error)) return false;
  const { name } = error;
  for (let inner: NodePath | null = path; inner && inner.node !== fn.node; inner = inner.parentPath) {
    const parent: NodePath | null = inner.parentPath;
    if (parent?.isIfStatement()) {
      const { test } = parent.node;
      if (inner.key === 'alternate' && holdsWith(test, name)) return true;
      if (inner.key === 'consequent' && failsWith(test, name)) return true;
    }
    if (inner.listKey === 'body' && leavesBefore(inner, name)) return true;
  }
  return false;
}

/** Does a statement before leave where there is an error? */
function leavesBefore(statement: NodePath, name: string): boolean {
  const all = statement.parentPath?.get('body') as NodePath[];
  return all.slice(0, Number(statement.key)).some((before) => {
    if (!before.isIfStatement() || !holdsWith(before.node.test, name)) return false;
    const { consequent } = before.node;
    const last = is.isBlockStatement(consequent) ? consequent.body.at(-1) : consequent;
    return is.isReturnStatement(last) || is.isThrowStatement(last);
  });
}

/** Is the test certainly true where there is an error? */
function holdsWith(test: ast.Node, name: string): boolean {
  if (is.isIdentifier(test, { name })) return true;
  if (is.isLogicalExpression(test, { operator: '||' }))
    return holdsWith(test.left, name) || holdsWith(test.right, name);
  return is.isBinaryExpression(test) && /^!==?$/.test(test.operator) && comparesWithNothing(test, name);
}

/** Is the test certainly false where there is an error? */
function failsWith(test: ast.Node, name: string): boolean {
  if (is.isUnaryExpression(test, { operator: '!' })) return holdsWith(test.argument, name);
  if (is.isLogicalExpression(test, { operator: '&&' }))
    return failsWith(test.left, name) || failsWith(test.right, name);
  return is.isBinaryExpression(test) && /^===?$/.test(test.operator) && comparesWithNothing(test, name);
}

function comparesWithNothing({ left, right }: ast.BinaryExpression, name: string): boolean {
  const nothing = is.isNullLiteral(right) || is.isIdentifier(right, { name: 'undefined' });
  return is.isIdentifier(left, { name }) && nothing;
}
