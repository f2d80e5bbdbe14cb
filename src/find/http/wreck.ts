/** hapi's `wreck`: `Wreck.post(url, { payload })`, promised or, of old, with a callback. */
import { literalText } from '../../evaluate/value.js';
import { type Delivery, ENVELOPE, ERROR, type HttpClient, type Shape, TEXT } from '../request.js';
import { asJson, unwrapped } from './bodies.js';
import { calleeOf, verb } from './callee.js';
import { callbackOf, option, present, readOptions, transportOptions } from './options.js';
import { isSet, NODE_RESPONSE, resolves, responseOf } from './shapes.js';
import { address, joinUrl } from './url.js';

export const wreckClient: HttpClient = {
  id: 'wreck',
  match(call) {
    const callee = call.path.isNewExpression() ? null : calleeOf(call.callee, ['wreck', '@hapi/wreck'], ['defaults']);
    const [name, more] = callee?.members ?? [];
    const named = name === 'request';
    const [url, ...rest] = !callee ? [] : named ? call.args.slice(1) : call.args;
    if (!callee || !url || more !== undefined || (!named && !verb(name))) return null;
    const callback = callbackOf([url, ...rest], rest.at(-1)?.kind === 'function' ? 1 : 2);
    const given = rest[0]?.path === callback ? undefined : rest[0];
    const { options, hidden } = readOptions(...callee.defaults, given);
    const base = option(options, 'baseUrl');
    return {
      client: 'wreck',
      site: call.path,
      method: named ? (literalText(call.args[0])?.toUpperCase() ?? null) : verb(name),
      url: joinUrl(base && address(base), address(url)),
      query: [],
      body: [...present(option(options, 'payload')).map(unwrapped).map(asJson), ...hidden],
      delivery: deliver(named, callback, isSet(option(options, 'json')) ? ENVELOPE : TEXT),
      transport: transportOptions(options),
    };
  },
};

function deliver(named: boolean, callback: ReturnType<typeof callbackOf>, payload: Shape): Delivery {
  if (callback)
    return { by: 'callback', callback, params: named ? [ERROR, NODE_RESPONSE] : [ERROR, NODE_RESPONSE, payload] };
  return resolves(named ? NODE_RESPONSE : responseOf({ res: NODE_RESPONSE, payload }));
}
