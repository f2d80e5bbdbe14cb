/** What the interceptors of an axios instance make of v1's answers. */
import { isExternal, type ObjectValue, type Value } from '../../evaluate/value.js';
import { isNothing, type NodePath } from '../../syntax/index.js';
import { ENVELOPE, type Shape } from '../request.js';
import { type Made, madeBy } from './interceptor.js';
import { responseOf } from './shapes.js';

export interface Intercepted {
  /** what the promise is resolved with */
  readonly shape: Shape;
  /** an error that the API answered rejects it, with v1's `msg` as its text */
  readonly rejects: boolean;
}

/** stands for v1's answer in what is evaluated: no package is called so */
const ANSWER = 'answer of v1';

/**
 * What comes out of the interceptors, `.use(answered, failed)` each, one after the other; null where that is not known.
 * `response`: what they are given; `data`: what it holds as the body.
 */
export function intercepted(
  uses: readonly NodePath[],
  response: Readonly<Record<string, Shape>>,
  data: Shape,
): Intercepted | null {
  const none = { shape: responseOf({ ...response, data }), rejects: false };
  if (uses.length === 0) return none;
  if (data.is !== 'v1') return null;
  const success = outcomeOf(uses, 'success');
  const api = outcomeOf(uses, 'error');
  const shape = success?.made.does === 'gives' ? shapeOf(success.made.value, success.given, response) : null;
  if (!shape || !api) return null;
  if (api.made.does === 'throws') return isErrorOfMsg(api.made.value) ? { shape, rejects: true } : null;
  const same = shapeOf(api.made.value, api.given, response);
  return same && JSON.stringify(same) === JSON.stringify(shape) ? { shape, rejects: false } : null;
}

interface Outcome {
  readonly given: ObjectValue;
  readonly made: Made;
}

/** What the interceptors make of an answer with this `result`. */
function outcomeOf(uses: readonly NodePath[], result: 'success' | 'error'): Outcome | null {
  let outcome = null as Outcome | null;
  for (const use of uses) {
    const [answered, failed, ...more] = use.get('arguments') as NodePath[];
    if (!answered || more.length > 0 || (failed && !handsErrorOn(failed))) return null;
    const given: ObjectValue = outcome?.given ?? responseValue(result, answered);
    const made: Made | null = isNothing(answered)
      ? { does: 'gives', value: outcome?.made.value ?? given }
      : madeBy(answered, outcome?.made.value ?? given);
    if (!made) return null;
    outcome = { given, made };
    // The others are for what went well.
    if (made.does === 'throws') return outcome;
  }
  return outcome;
}

/** `(error) => Promise.reject(error)`, `null` */
function handsErrorOn(path: NodePath): boolean {
  if (isNothing(path)) return true;
  const error: Value = { kind: 'external', module: ANSWER, members: ['error'], path };
  const made = madeBy(path, error);
  return made?.does === 'throws' && isExternal(made.value, [ANSWER], 'error');
}

/** The response as axios gives it, as far as it is known. */
function responseValue(result: 'success' | 'error', path: NodePath): ObjectValue {
  const entry = (key: string, value: Value) => ({ key, when: null, value });
  const literal = (value: string | number | null): Value => ({ kind: 'literal', value, path });
  const read = (name: string): Value => ({ kind: 'external', module: ANSWER, members: [name], path });
  const failed = result === 'error';
  const data: ObjectValue = {
    kind: 'object',
    open: true,
    path,
    entries: [
      entry('result', literal(result)),
      entry('msg', failed ? read('msg') : literal(null)),
      entry('response', read('response')),
    ],
  };
  return {
    kind: 'object',
    open: true,
    path,
    entries: [entry('data', data), entry('status', literal(200)), entry('statusText', literal('OK'))],
  };
}

/** What a value is of the answer: the response, the envelope, or something in it. */
function shapeOf(value: Value, given: ObjectValue, response: Readonly<Record<string, Shape>>): Shape | null {
  if (value.kind === 'external' && value.module === ANSWER) return { is: 'v1', path: value.members };
  if (value.kind !== 'object') return null;
  const [body, ...rest] = given.entries;
  if (body?.value.kind === 'object' && value.entries === body.value.entries) return ENVELOPE;
  const data = value.entries.find(({ key }) => key === 'data');
  const others = value.entries.filter(({ key }) => key !== 'data');
  if (!data || data.when || others.length !== rest.length || !others.every((one) => rest.includes(one))) return null;
  const inner = shapeOf(data.value, given, response);
  return inner && responseOf({ ...response, data: inner });
}

/** `new Error(body.msg)`, `new Error(body.msg || 'unknown')`: v1 told every error's text. */
function isErrorOfMsg(value: Value): boolean {
  if (value.kind !== 'call' || !isExternal(value.callee, [null], 'Error')) return false;
  const [message, ...more] = value.args;
  const said = message?.kind === 'choice' && ['||', '??'].includes(message.operator) ? message.then : message;
  return said !== undefined && more.length === 0 && isExternal(said, [ANSWER], 'msg');
}
