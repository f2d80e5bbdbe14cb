import { functionAt } from '../find/answers/function-at.js';
import type { Delivery } from '../find/request.js';
import type { V1Call } from '../find/v1-call.js';
import type { NodePath } from '../syntax/index.js';
import { callbackReading, errorReading } from './error-reads.js';

/** The call, with what its callback is given told of its shape; what nobody reads is left out. */
export function withReadErrors(call: V1Call): V1Call {
  const { delivery, rejection, failure, lost } = call;
  if (!rejection && !failure && !lost) return call;
  if (delivery.by === 'events') return toFunctionOfErrors(call, delivery);
  if (delivery.by !== 'callback') return call;
  const index = delivery.params.findIndex((shape) => shape.is === 'error');
  const error = delivery.params[index];
  const isPlain = error?.is === 'error' && error.plain === true;
  if (!error || isPlain || !isRead(delivery.callback, index))
    return { ...call, rejection: undefined, failure: undefined, lost: undefined };
  const params = delivery.params.map((shape) => (shape.is === 'error' && shape.api ? { ...shape, made: true } : shape));
  return { ...call, delivery: { ...delivery, params } };
}

function toFunctionOfErrors(call: V1Call, delivery: Delivery & { by: 'events' }): V1Call {
  const { error, refused } = delivery;
  if (!error || !refused || refused.plain || !isRead(error, 0))
    return { ...call, rejection: undefined, failure: undefined, lost: undefined };
  return { ...call, delivery: { ...delivery, refused: { ...refused, made: true } } };
}

function isRead(callback: NodePath, index: number): boolean {
  const fn = functionAt(callback);
  if (!fn) return callbackReading(callback) !== 'none';
  const parameter = (fn.get('params') as NodePath[])[index];
  if (!parameter) return false;
  const binding = parameter.isIdentifier() ? fn.scope.getBinding(parameter.node.name) : undefined;
  // What is thrown on is printed, or caught by somebody.
  const looksAt = (use: NodePath) =>
    use.parentPath?.isBinaryExpression({ operator: 'instanceof' }) ||
    use.parentPath?.isThrowStatement() ||
    errorReading(use) !== 'none';
  return !binding || binding.referencePaths.some(looksAt);
}
