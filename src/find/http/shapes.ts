/** Shapes that several clients share. */
import type { Value } from '../../evaluate/value.js';
import { type Delivery, ENVELOPE, OK_STATUS, type Shape, TEXT } from '../request.js';

export const OK: Shape = { is: 'known', value: true, broken: false };
export const OK_TEXT: Shape = { is: 'known', value: 'OK' };
/** what v1 answered with a 200 is no error to the client */
export const NO_ERROR: Shape = { is: 'known', value: false };

/** What a function of the author's, which the client hands answers to, makes of them. */
export const INTERCEPTED: Shape & { is: 'object' } = { is: 'object', name: 'intercepted', properties: {} };

export function isIntercepted(shape: Shape): boolean {
  return shape.is === 'object' && shape.name === INTERCEPTED.name;
}

export function promiseOf(of: Shape): Shape {
  return { is: 'promise', of };
}

export function responseOf(
  properties: Readonly<Record<string, Shape>>,
  methods?: Readonly<Record<string, Shape>>,
  stream = false,
): Shape {
  return { is: 'object', name: 'response', properties, ...(methods && { methods }), ...(stream && { stream }) };
}

/** The site's value is a promise of `shape`. */
export function resolves(shape: Shape): Delivery {
  return { by: 'value', shape: promiseOf(shape) };
}

const FETCHED = { ok: OK, status: OK_STATUS, statusText: OK_TEXT };
const READERS = { json: promiseOf(ENVELOPE), text: promiseOf(TEXT) };

/** The `Response` of the fetch standard. */
export const FETCH_RESPONSE: Shape = responseOf(FETCHED, { ...READERS, clone: responseOf(FETCHED, READERS) });

/** Node's `IncomingMessage`: the body comes in pieces. */
export const NODE_RESPONSE: Shape = responseOf({ statusCode: OK_STATUS, statusMessage: OK_TEXT }, undefined, true);

/** True when the option is set to something that is not certainly false. */
export function isSet(value: Value | undefined): boolean {
  return value !== undefined && !(value.kind === 'literal' && !value.value);
}
