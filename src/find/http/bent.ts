/** `bent`: `bent('https://host', 'POST', 'json')` makes a function of (path, body, headers). */
import { isExternal, literalText, type Value } from '../../evaluate/value.js';
import { ENVELOPE, type HttpClient, OK_STATUS, type Shape, TEXT, type TransportOption } from '../request.js';
import { unwrapped } from './bodies.js';
import { headerOptions, present } from './options.js';
import { OK_TEXT, promiseOf, resolves, responseOf } from './shapes.js';
import { address, joinUrl } from './url.js';

/** With no format the answer is a stream that can be read as JSON or text. */
const STREAM: Shape = responseOf(
  { statusCode: OK_STATUS, statusMessage: OK_TEXT },
  { json: promiseOf(ENVELOPE), text: promiseOf(TEXT) },
  true,
);

interface Made {
  readonly base: Value | null;
  readonly method: string;
  readonly shape: Shape;
  readonly headers: readonly TransportOption[];
}

export const bentClient: HttpClient = {
  id: 'bent',
  match(call) {
    const { callee } = call;
    if (callee.kind !== 'call' || callee.construct || !isExternal(callee.callee, ['bent'])) return null;
    const made = madeBy(callee.args);
    const [path, body, headers] = call.args;
    if (!path && !made.base) return null;
    return {
      client: 'bent',
      site: call.path,
      method: made.method,
      url: joinUrl(made.base && address(made.base), path && address(path)),
      query: [],
      body: present(body).map(unwrapped),
      delivery: resolves(made.shape),
      transport: [...made.headers, ...headerOptions(headers)],
      failsOnStatus: true,
    };
  },
};

/** Base URL, method, format, status codes and headers, in any order. */
function madeBy(args: readonly Value[]): Made {
  let made: Made = { base: null, method: 'GET', shape: STREAM, headers: [] };
  for (const argument of args) {
    const text = literalText(argument);
    if (argument.kind === 'object') made = { ...made, headers: headerOptions(argument) };
    else if (text !== null && /^[A-Z]+$/.test(text)) made = { ...made, method: text };
    else if (text === 'json') made = { ...made, shape: ENVELOPE };
    else if (text === 'string' || text === 'buffer') made = { ...made, shape: TEXT };
    else if (text === null ? argument.kind !== 'array' : /^https?:/.test(text)) made = { ...made, base: argument };
  }
  return made;
}
