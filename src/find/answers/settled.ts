/** `resolve` of a promise's executor. */

import { evaluate } from '../../evaluate/evaluate.js';
import { isExternal } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';

/** `resolve` of `new Promise((resolve) => …)`: the promise that it settles. */
export function resolvesPromise(callee: NodePath): NodePath | null {
  if (!callee.isIdentifier()) return null;
  const binding = callee.scope.getBinding(callee.node.name);
  if (binding?.kind !== 'param') return null;
  const fn = binding.scope.path;
  const construct = fn.parentPath;
  if (!fn.isFunction() || !construct?.isNewExpression() || fn.listKey !== 'arguments') return null;
  const first = (fn.get('params') as NodePath[])[0];
  const isPromise =
    isExternal(evaluate(construct.get('callee') as NodePath), [null], 'Promise') ||
    isExternal(evaluate(construct.get('callee') as NodePath), ['bluebird']);
  return isPromise && first?.node === binding.identifier ? construct : null;
}
