import { evaluate } from '../evaluate/evaluate.js';
import { isExtend } from '../evaluate/libraries.js';
import { functionAt } from '../find/answers/function-at.js';
import type { Delivery } from '../find/request.js';
import type { V1Call } from '../find/v1-call.js';
import { type NodePath, referencesTo } from '../syntax/index.js';
import { callbackReading, errorReading } from './error-reads.js';

/** The call, with what its callback is given told of its shape; what nobody reads is left out. */
export function withReadErrors(given: V1Call): V1Call {
  const call = given.refusal && isKept(given) ? { ...given, rejection: given.refusal } : given;
  const { delivery, rejection, failure, lost } = call;
  if (!rejection && !failure && !lost) return call;
  if (delivery.by === 'events') return toFunctionOfErrors(call, delivery);
  if (delivery.by !== 'callback') return call;
  const index = delivery.params.findIndex((shape) => shape.is === 'error');
  const error = delivery.params[index];
  const isPlain = error?.is === 'error' && error.plain === true;
  const isAsked = error?.is === 'error' && error.loose ? isMoreThanTested : isRead;
  if (!error || isPlain || !isAsked(delivery.callback, index))
    return { ...call, rejection: undefined, failure: undefined, lost: undefined };
  const params = delivery.params.map((shape) => (shape.is === 'error' && shape.api ? { ...shape, made: true } : shape));
  return { ...call, delivery: { ...delivery, params } };
}

/** `err.zone = zone; return cb(err);`: is it one object in several places? Else it is made where it is read. */
function isKept({ delivery, rejection, failure, lost }: V1Call): boolean {
  if (rejection || failure || lost || delivery.by !== 'callback') return false;
  const fn = functionAt(delivery.callback);
  const parameter = (fn?.get('params') as NodePath[] | undefined)?.[0];
  const binding = parameter?.isIdentifier() ? parameter.scope.getBinding(parameter.node.name) : undefined;
  const uses = delivery.params[0]?.is === 'error' ? referencesTo(binding) : [];
  return uses.some(isChanged) || (uses.some(isAssigned) && uses.length > 1);
}

/** `err.zone = …`, `Object.assign(err, …)` */
function isChanged({ parentPath: parent, key, listKey }: NodePath): boolean {
  if (parent?.isCallExpression())
    return listKey === 'arguments' && key === 0 && isExtend(evaluate(parent.get('callee') as NodePath));
  return (
    parent?.isMemberExpression() === true &&
    key === 'object' &&
    parent.key === 'left' &&
    parent.parentPath.isAssignmentExpression()
  );
}

/** `first = err` */
function isAssigned({ parentPath: parent, key }: NodePath): boolean {
  return parent?.isAssignmentExpression({ operator: '=' }) === true && key === 'right';
}

function toFunctionOfErrors(call: V1Call, delivery: Delivery & { by: 'events' }): V1Call {
  const { error, refused } = delivery;
  const isAsked = refused?.loose ? isMoreThanTested : isRead;
  if (!error || !refused || refused.plain || !isAsked(error, 0))
    return { ...call, rejection: undefined, failure: undefined, lost: undefined };
  return { ...call, delivery: { ...delivery, refused: { ...refused, made: true } } };
}

/** Is anything asked of the error but whether there is one? */
function isMoreThanTested(callback: NodePath, index: number): boolean {
  const fn = functionAt(callback);
  const parameter = (fn?.get('params') as NodePath[] | undefined)?.[index];
  if (!fn || !parameter) return !fn;
  const binding = parameter.isIdentifier() ? fn.scope.getBinding(parameter.node.name) : undefined;
  return !binding || binding.constantViolations.length > 0 || !binding.referencePaths.every(isTruthTest);
}

/** `if (err)`, `!err`, `err || body.result !== 'success' ? … : …` */
export function isTruthTest(use: NodePath): boolean {
  const { parentPath: parent, key } = use;
  if (!parent) return false;
  if (parent.isUnaryExpression({ operator: '!' })) return true;
  if (parent.isLogicalExpression()) return parent.node.operator !== '??' && (isTruthTest(parent) || isLeftOfAnd(use));
  return key === 'test' && (parent.isIfStatement() || parent.isConditionalExpression() || parent.isLoop());
}

/** `err && console.error('failed');` */
function isLeftOfAnd({ parentPath: parent, key }: NodePath): boolean {
  return (
    key === 'left' &&
    parent?.isLogicalExpression({ operator: '&&' }) === true &&
    parent.parentPath.isExpressionStatement()
  );
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
