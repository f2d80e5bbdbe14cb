/** Names that a file declares only for the type checker, and `require` in all its forms. */
import { type Binding, is, type NodePath } from '../syntax/index.js';

/** `declare var process: any`: the name is a global, whatever the file says of it. */
export function isAmbient({ path }: Binding): boolean {
  const holder = path.isVariableDeclarator() ? path.parent : path.node;
  return is.isTSDeclareFunction(holder) || (is.isVariableDeclaration(holder) && holder.declare === true);
}

/** Does the callee load a module: `require`, also where it is declared or made by `createRequire`? */
export function isRequire(callee: NodePath): boolean {
  if (!callee.isIdentifier()) return false;
  const binding = callee.scope.getBinding(callee.node.name);
  if (!binding || isAmbient(binding)) return callee.node.name === 'require';
  const init = binding.path.isVariableDeclarator() && binding.constant ? binding.path.node.init : null;
  return is.isCallExpression(init) && /\bcreateRequire$/.test(String(binding.path.get('init.callee')));
}
