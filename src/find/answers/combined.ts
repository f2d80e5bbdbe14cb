/** Calls that wait for several promises: `Promise.all`, `Promise.allSettled` and their kin. */
import { isExternal, type Value } from '../../evaluate/value.js';
import type { Shape } from '../request.js';

const LIBRARIES = ['bluebird', 'q', 'rsvp', 'when'];

export function isPromiseAll(callee: Value): boolean {
  return isExternal(callee, [null], 'Promise', 'all') || isExternal(callee, LIBRARIES, 'all');
}

function isAllSettled(callee: Value): boolean {
  return isExternal(callee, [null], 'Promise', 'allSettled') || isExternal(callee, LIBRARIES, 'allSettled');
}

/**
 * What an item of the list is that such a call gives; null where it is no such call. `rejects`: do errors of the API
 * reject? Where they did not, what was fulfilled in v1 is rejected in v4, and that shows.
 */
export function itemOf(callee: Value, shape: Shape, rejects: boolean): Shape | null {
  if (isPromiseAll(callee)) return shape;
  if (!isAllSettled(callee) || !rejects) return null;
  const value: Shape = shape.is === 'v1' ? { ...shape, optional: true, onError: 'missing' } : shape;
  return { is: 'tuple', items: [value], keys: ['value'], several: true };
}
