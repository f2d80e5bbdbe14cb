/** Functions that hand on v1's whole answer: what those that call them are given, where the functions stay. */
import type { Action } from '../../catalogue/types.js';
import { bare } from '../../evaluate/evaluate.js';
import { functionAt } from '../../find/answers/function-at.js';
import type { Delivery, Shape } from '../../find/request.js';
import type { V1Call } from '../../find/v1-call.js';
import type { NodePath } from '../../syntax/index.js';
import { throughWrapper } from './through-wrapper.js';

/**
 * The call of such a function as its own site sees it. Null where it is given more than the answer and the error of the
 * connection, or anything else is done with those.
 */
export function relayedCall(call: V1Call, action: Action): V1Call | null {
  const seen = throughWrapper(call, action, { stays: true })?.call;
  if (!seen || seen.asked || seen.packageClient || seen.browser || seen.escapes) return null;
  if (seen.rejects || seen.rejection || seen.lastWords || !isRelay(seen.delivery)) return null;
  // The function itself asks, and says what it made of a server that failed.
  return {
    ...seen,
    action: action.name,
    relayed: true,
    through: null,
    credentials: null,
    transport: [],
    failure: undefined,
  };
}

/** Is v1's whole answer given, and the error of the connection alone? */
export function isRelay(delivery: Delivery): boolean {
  if (delivery.by === 'value') return delivery.shape.is === 'promise' && isAnswer(delivery.shape.of);
  if (delivery.by === 'nothing') return delivery.swallows === true;
  if (delivery.by !== 'callback' || delivery.silent) return false;
  const [error, ...others] = delivery.params;
  return error?.is === 'error' && !error.api && others.length > 0 && isGiven(others) && !isShared(delivery.callback);
}

/** The answer alone, or behind the client's response. */
function isGiven(params: readonly Shape[]): boolean {
  const [answer, ...before] = [...params].reverse();
  return answer !== undefined && isAnswer(answer) && before.length < 2 && before.every(({ is }) => is === 'object');
}

function isAnswer(shape: Shape): boolean {
  return shape.is === 'v1' && shape.path.length === 0 && !shape.onError && !shape.optional && !shape.derived;
}

/** Could somebody else's function be called back, which looks at errors alone? */
function isShared(callback: NodePath): boolean {
  const name = bare(callback);
  const binding = name.isIdentifier() ? name.scope.getBinding(name.node.name) : undefined;
  return functionAt(callback) === null && binding?.kind !== 'param';
}
