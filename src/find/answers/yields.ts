/** What generators give: `yield record`, `yield* records`. */
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';

/** One of what the loop gets that goes through it; null where that is not known. An async generator waits for promises. */
export function yieldedBy({ node }: NodePath<ast.YieldExpression>, shape: Shape, fn: ast.Function): Shape | null {
  if (!node.delegate) return shape.is === 'promise' && fn.async ? shape.of : shape;
  if (shape.is === 'many') return shape.of;
  return shape.is === 'v1' && shape.path.at(-1) !== '*' ? { is: 'v1', path: [...shape.path, '*'] } : null;
}

/** Everything that the generator gives. */
export function yieldsOf(fn: NodePath<ast.Function>): NodePath[] {
  const found: NodePath[] = [];
  fn.traverse({
    Function: (inner) => inner.skip(),
    YieldExpression: (path) => void found.push(path.get('argument') as NodePath),
  });
  return found;
}
