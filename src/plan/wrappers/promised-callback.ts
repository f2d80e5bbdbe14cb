/** The contract of a function with a callback for those that call it through a library's promise: `promisify(f)`. */
import type { Shape } from '../../find/request.js';
import type { Wrapper } from '../../find/v1-call.js';
import type { Promises } from '../../find/wrappers/applied.js';
import type { Contract } from './contract.js';

/** Null where the promise is settled in a way that v4's is not. */
export function asPromise(contract: Contract, { args, promises }: Wrapper): Contract | null {
  if (!promises) return contract;
  const [error, ...values] = contract.params;
  if (contract.callback !== args.length || contract.silent || contract.pair || contract.lastWords) return null;
  // A text that is given as the error is no Error for those that catch it.
  if (error?.is !== 'error' || error.plain) return null;
  const { rejection, failure, lost } = contract;
  return {
    callback: null,
    params: [],
    shape: { is: 'promise', of: resolved(values.map(withoutError), promises) },
    ...(error.api && { rejects: true }),
    ...(rejection && { rejection }),
    ...(failure && { failure }),
    ...(lost && { lost }),
  };
}

function resolved(values: readonly Shape[], promises: Promises): Shape {
  const isList = promises === 'list' || (promises === 'several' && values.length > 1);
  return isList ? { is: 'tuple', items: values } : (values[0] ?? { is: 'known', value: undefined });
}

/** Nobody gets it beside an error. */
function withoutError(shape: Shape): Shape {
  return shape.is === 'v1' && shape.onError ? { ...shape, onError: undefined } : shape;
}
