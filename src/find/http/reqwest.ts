/** `reqwest`: jQuery's options, in Node or in a page. */
import { isExternal, literalText, type ObjectValue } from '../../evaluate/value.js';
import { type Delivery, ENVELOPE, type HttpClient, type Shape, TEXT } from '../request.js';
import { callbackOf, option, present, readOptions, transportOptions } from './options.js';
import { resolves } from './shapes.js';
import { address } from './url.js';

export const reqwestClient: HttpClient = {
  id: 'reqwest',
  match(call) {
    const [first] =
      isExternal(call.callee, ['reqwest', null], 'reqwest') || isExternal(call.callee, ['reqwest']) ? call.args : [];
    if (!first || call.path.isNewExpression()) return null;
    const bare = first.kind === 'literal' || first.kind === 'concat';
    const { options, hidden } = readOptions(bare ? undefined : first);
    const url = bare ? first : (option(options, 'url') ?? first);
    const method = option(options, 'method');
    const plain = !method || literalText(method)?.toUpperCase() === 'GET';
    const data = present(option(options, 'data'));
    return {
      client: 'reqwest',
      site: call.path,
      method: method ? (literalText(method)?.toUpperCase() ?? null) : hidden.length > 0 ? null : 'GET',
      url: address(url),
      query: plain ? data : [],
      body: [...(plain ? [] : data), ...hidden],
      delivery: deliver(options, bare ? callbackOf(call.args) : null),
      transport: transportOptions(options),
      ...(call.callee.kind === 'external' && call.callee.module === null && { browser: true }),
    };
  },
};

function deliver(options: ObjectValue | null, callback: ReturnType<typeof callbackOf>): Delivery {
  const type = option(options, 'type');
  const shape: Shape = type && !['json', 'jsonp'].includes(literalText(type) ?? '') ? TEXT : ENVELOPE;
  const success = callback ?? option(options, 'success')?.path;
  const error = option(options, 'error')?.path;
  if (!success) return resolves(shape);
  return { by: 'callback', callback: success, params: [shape], ...(error && { error }) };
}
