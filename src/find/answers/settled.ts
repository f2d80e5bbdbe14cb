/** `resolve` and `reject` of a promise's executor. */

import { evaluate } from '../../evaluate/evaluate.js';
import { isExternal } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';

/** `resolve` of `new Promise((resolve) => …)`: the promise that it settles. */
export function resolvesPromise(callee: NodePath): NodePath | null {
  return settledAs(callee, 0);
}

/** `resolve`, or `reject`, of a promise's executor? */
export function settlesPromise(callee: NodePath): boolean {
  return (settledAs(callee, 0) ?? settledAs(callee, 1)) !== null;
}

/** The promise to whose executor the function is given at that position. */
function settledAs(callee: NodePath, position: number): NodePath | null {
  if (!callee.isIdentifier()) return null;
  const binding = callee.scope.getBinding(callee.node.name);
  if (binding?.kind !== 'param') return null;
  const fn = binding.scope.path;
  const construct = fn.parentPath;
  if (!fn.isFunction() || !construct?.isNewExpression() || fn.listKey !== 'arguments') return null;
  const given = (fn.get('params') as NodePath[])[position];
  const promise = evaluate(construct.get('callee') as NodePath);
  const isPromise = isExternal(promise, [null], 'Promise') || isExternal(promise, ['bluebird']);
  return isPromise && given?.node === binding.identifier ? construct : null;
}
