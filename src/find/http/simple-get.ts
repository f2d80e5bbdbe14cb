/** `simple-get`: `get(options, cb)` with a stream, `get.concat(options, cb)` with the whole body. */
import { type Delivery, ENVELOPE, ERROR, type HttpClient, TEXT } from '../request.js';
import { unwrapped } from './bodies.js';
import { calleeOf, promised, verb } from './callee.js';
import { climb, type Use } from './handle.js';
import { callbackOf, methodOption, option, present, readOptions, transportOptions } from './options.js';
import { isSet, NODE_RESPONSE, resolves } from './shapes.js';
import { address } from './url.js';

export const simpleGetClient: HttpClient = {
  id: 'simple-get',
  match(call) {
    if (call.path.isNewExpression()) return null;
    const copy = promised(call.callee);
    const callee = calleeOf(copy?.value ?? call.callee, ['simple-get']);
    const [name, more] = callee?.members ?? [];
    const [first] = callee ? call.args : [];
    if (!callee || !first || more !== undefined || (name !== undefined && name !== 'concat' && !verb(name)))
      return null;
    const textual = first.kind === 'literal' || first.kind === 'concat';
    const { options, hidden } = readOptions(textual ? undefined : first);
    const body = option(options, 'form') ?? option(options, 'body');
    const uses: Use[] = [];
    const callback = copy ? null : callbackOf(call.args);
    const data = isSet(option(options, 'json')) ? ENVELOPE : TEXT;
    const params = name === 'concat' ? [ERROR, NODE_RESPONSE, data] : [ERROR, NODE_RESPONSE];
    const delivery: Delivery = copy
      ? resolves(copy.multiple ? { is: 'tuple', items: params.slice(1) } : NODE_RESPONSE)
      : callback
        ? { by: 'callback', callback, params }
        : { by: 'nothing' };
    const site = climb(call.path, new Set(['on', 'setTimeout']), uses);
    return {
      client: 'simple-get',
      site,
      method: verb(name) ?? (hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET')),
      url: address(textual ? first : (option(options, 'url') ?? first)),
      query: [],
      body: [...present(body).map(unwrapped), ...hidden],
      delivery,
      transport: transportOptions(options),
      ...(uses[0] && { escapes: uses[0].call }),
    };
  },
};
