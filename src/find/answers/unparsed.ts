/** `try { data = JSON.parse(text); } catch (e) { … }`: what v4's answers never come to. */
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';

/** Does the code run only where the answer was no JSON? `shapes`: what is known so far to be of the answer. */
export function isForUnparsed(path: NodePath, shapes: ReadonlyMap<ast.Node, Shape>): boolean {
  const failed = path.findParent((one) => one.isCatchClause());
  const attempt = failed?.parentPath;
  if (!attempt?.isTryStatement()) return false;
  let parses = false;
  (attempt.get('block') as NodePath).traverse({
    CallExpression(call) {
      const shape = shapes.get(call.node);
      parses ||= shape?.is === 'v1' && shape.path.length === 0;
    },
  });
  return parses;
}
