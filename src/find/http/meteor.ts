/** Meteor's `HTTP`: with a callback, or synchronous on the server. */
import { isExternal, literalText, type Value } from '../../evaluate/value.js';
import { ENVELOPE, ERROR, type HttpClient, OK_STATUS, TEXT } from '../request.js';
import { calleeOf, verb } from './callee.js';
import { callbackOf, option, present, readOptions, transportOptions } from './options.js';
import { responseOf } from './shapes.js';
import { address } from './url.js';

const RESULT = responseOf({ data: ENVELOPE, content: TEXT, statusCode: OK_STATUS });

export const meteorClient: HttpClient = {
  id: 'meteor',
  match(call) {
    const name = call.path.isNewExpression() ? null : functionOf(call.callee);
    if (!name) return null;
    const [url, ...rest] = name === 'call' ? call.args.slice(1) : call.args;
    if (!url) return null;
    const method = name === 'call' ? (literalText(call.args[0])?.toUpperCase() ?? null) : verb(name);
    const callback = callbackOf([url, ...rest], rest.at(-1)?.kind === 'function' ? 1 : 2);
    const { options, hidden } = readOptions(rest[0]?.path === callback ? undefined : rest[0]);
    const params = present(option(options, 'params'));
    const plain = method === 'GET' || method === 'HEAD';
    return {
      client: 'meteor',
      site: call.path,
      method,
      url: address(url),
      query: [...present(option(options, 'query')), ...(plain ? params : [])],
      body: [...(plain ? [] : params), ...present(option(options, 'data'), option(options, 'content')), ...hidden],
      delivery: callback ? { by: 'callback', callback, params: [ERROR, RESULT] } : { by: 'value', shape: RESULT },
      transport: transportOptions(options),
      ...(!callback && { synchronous: true }),
    };
  },
};

/** `HTTP.post`, imported or global, and `Meteor.http.post` of old. */
function functionOf(callee: Value): string | null {
  const found = calleeOf(callee, [null, 'meteor/http', 'meteor/meteor']);
  const name = found?.members.at(-1);
  if (!name || (name !== 'call' && !verb(name))) return null;
  const own =
    isExternal(callee, [null, 'meteor/http'], 'HTTP', name) ||
    isExternal(callee, [null, 'meteor/meteor'], 'Meteor', 'http', name);
  return own ? name : null;
}
