/** `restler`: `rest.post(url, { data }).on('complete', f)`. */
import type { NodePath } from '../../syntax/index.js';
import { type Delivery, ENVELOPE, type HttpClient, OK_STATUS, type Shape, TEXT } from '../request.js';
import { calleeOf, verb } from './callee.js';
import { handleOf, type Use } from './handle.js';
import { methodOption, option, present, readOptions, transportOptions } from './options.js';
import { responseOf } from './shapes.js';
import { address } from './url.js';

const ACCEPTED = new Set(['on', 'once', 'addListener']);
/** a request that failed, or was answered with another status than 2xx */
const FAILURES = new Set(['error', 'fail', 'timeout', 'abort', '4XX', '5XX']);
const RESPONSE: Shape = responseOf({ statusCode: OK_STATUS, raw: TEXT, rawEncoded: TEXT });

export const restlerClient: HttpClient = {
  id: 'restler',
  match(call) {
    const callee = call.path.isNewExpression() ? null : calleeOf(call.callee, ['restler']);
    const [name, more] = callee?.members ?? [];
    const [url, given] = callee ? call.args : [];
    if (!url || more !== undefined || (name !== 'request' && !verb(name))) return null;
    const { options, hidden } = readOptions(given);
    const handle = handleOf(call.path, ACCEPTED);
    const listeners = listenersOf(handle.uses);
    const escapes = listeners.other ?? handle.rest[0];
    return {
      client: 'restler',
      site: handle.site,
      method: verb(name) ?? (hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET')),
      url: address(url),
      query: present(option(options, 'query')),
      body: [...present(option(options, 'data')), ...hidden],
      delivery: deliver(listeners),
      transport: transportOptions(options),
      parts: handle.parts,
      ...(escapes && { escapes }),
    };
  },
};

interface Listeners {
  complete: NodePath | null;
  success: NodePath | null;
  failure: NodePath | null;
  other: NodePath | null;
}

function listenersOf(uses: readonly Use[]): Listeners {
  const found: Listeners = { complete: null, success: null, failure: null, other: null };
  for (const use of uses) {
    const [event, handler] = use.args;
    const name = event?.isStringLiteral() ? event.node.value : '';
    const kind =
      name === 'complete'
        ? 'complete'
        : name === 'success' || name === '2XX'
          ? 'success'
          : FAILURES.has(name)
            ? 'failure'
            : 'other';
    if (kind === 'other' || !handler || found[kind]) found.other ??= use.call;
    else found[kind] = handler;
  }
  // Both would be called, one after the other.
  if (found.complete && found.success) found.other ??= found.success;
  return found;
}

/** `complete` is called with the error too, in the place of the data. */
function deliver({ complete, success, failure }: Listeners): Delivery {
  const callback = success ?? complete;
  if (!callback) return failure ? { by: 'events', response: null, shape: RESPONSE, error: failure } : { by: 'nothing' };
  const error = failure ?? (success ? null : complete);
  return { by: 'callback', callback, params: [ENVELOPE, RESPONSE], ...(error && { error }) };
}
