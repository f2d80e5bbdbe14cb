/** `undici.request` and the `request` of its clients; its `fetch` is in fetch.ts. */
import { isExternal, type Value } from '../../evaluate/value.js';
import { type CallSite, ENVELOPE, type HttpClient, OK_STATUS, type Shape, TEXT } from '../request.js';
import { unwrapped } from './bodies.js';
import { methodOption, option, present, readOptions, transportOptions } from './options.js';
import { promiseOf, resolves, responseOf } from './shapes.js';
import { address, joinUrl } from './url.js';

const BODY: Shape = {
  is: 'object',
  name: 'body',
  properties: {},
  methods: { json: promiseOf(ENVELOPE), text: promiseOf(TEXT) },
  stream: true,
};
const RESPONSE = responseOf({ statusCode: OK_STATUS, body: BODY });

export const undiciClient: HttpClient = {
  id: 'undici',
  match(call) {
    const target = call.path.isNewExpression() ? null : targetOf(call);
    if (!target) return null;
    const { options, hidden } = readOptions(target.options);
    const path = target.base ? option(options, 'path') : undefined;
    return {
      client: 'undici',
      site: call.path,
      method: hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET'),
      url: target.base ? joinUrl(address(target.base), path) : address(target.url),
      query: present(option(options, 'query')),
      body: [...present(option(options, 'body')).map(unwrapped), ...hidden],
      delivery: resolves(RESPONSE),
      transport: transportOptions(options),
    };
  },
};

interface Target {
  readonly url: Value;
  readonly base: Value | null;
  readonly options: Value | undefined;
}

/** `request(url, options)`, `new Client(origin).request({ path })` */
function targetOf(call: CallSite): Target | null {
  const { callee } = call;
  if (isExternal(callee, ['undici'], 'request')) {
    const [url, options] = call.args;
    return url ? { url, base: null, options } : null;
  }
  if (callee.kind !== 'member' || callee.property !== 'request' || callee.object.kind !== 'call') return null;
  const made = callee.object;
  const isClient = made.construct && ['Client', 'Pool'].some((name) => isExternal(made.callee, ['undici'], name));
  const [base] = made.args;
  return isClient && base ? { url: base, base, options: call.args[0] } : null;
}
