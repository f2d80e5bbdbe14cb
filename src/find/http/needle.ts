/** `needle`: `needle.post(url, data, options, cb)`, `needle('post', url, data)` as a promise. */
import { literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';
import {
  type CallSite,
  type Delivery,
  ENVELOPE,
  ERROR,
  type HttpClient,
  type HttpRequest,
  OK_STATUS,
  type Shape,
  TEXT,
} from '../request.js';
import { asJson, unwrapped } from './bodies.js';
import { calleeOf, promised, verb } from './callee.js';
import { chainedCall, climb, type Use } from './handle.js';
import { callbackOf, option, readOptions, transportOptions } from './options.js';
import { isSet, OK_TEXT, promiseOf, resolves, responseOf } from './shapes.js';
import { address } from './url.js';

interface Given {
  readonly method: string | null;
  readonly url: Value;
  readonly data?: Value | undefined;
  readonly options?: Value | undefined;
  readonly callback: NodePath | null;
  readonly promise: 'response' | 'both' | null;
}

export const needleClient: HttpClient = {
  id: 'needle',
  match(call) {
    if (call.path.isNewExpression()) return null;
    const copy = promised(call.callee);
    const callee = calleeOf(copy?.value ?? call.callee, ['needle']);
    const [name, more] = callee?.members ?? [];
    if (!callee || more !== undefined) return null;
    const promise = copy ? (copy.multiple ? 'both' : 'response') : null;
    const given = argumentsOf(name, call, promise);
    return given && toRequest(call, given);
  },
};

function argumentsOf(name: string | undefined, call: CallSite, promise: Given['promise']): Given | null {
  const { args } = call;
  if (name === undefined) return itself(args);
  const named = name === 'request';
  const method = named ? (literalText(args[0])?.toUpperCase() ?? null) : verb(name);
  if (!named && (!method || name === 'del')) return null;
  const [url, ...rest] = named ? args.slice(1) : args;
  if (!url) return null;
  const plain = !named && (method === 'GET' || method === 'HEAD');
  const callback = promise ? null : callbackOf([url, ...rest], plain ? 1 : rest.at(-1)?.kind === 'function' ? 1 : 2);
  const own = callback ? rest.slice(0, -1) : rest;
  const [data, options] = plain ? [undefined, own[0]] : own;
  return { method, url, data, options, callback, promise };
}

/** `needle(method, url, data?, options?)`, `needle(url, data?, options?)` */
function itself(args: readonly Value[]): Given | null {
  const [first, ...others] = args;
  if (!first) return null;
  const isUrl = /[./]/.test(literalText(first) ?? '') || first.kind === 'concat';
  const method = isUrl ? (args.length > 2 ? 'POST' : 'GET') : (literalText(first)?.toUpperCase() ?? null);
  const [url, ...rest] = isUrl ? args : others;
  if (!url) return null;
  const alone = (method === 'GET' || method === 'HEAD') && rest.length === 1;
  const [data, options] = alone ? [undefined, rest[0]] : rest;
  return { method, url, data, options, callback: null, promise: 'response' };
}

function toRequest(call: CallSite, given: Given): HttpRequest {
  const { options, hidden } = readOptions(given.options);
  const uses: Use[] = [];
  const site = given.promise ? call.path : climb(call.path, new Set(['on', 'once']), uses);
  const plain = given.method === 'GET' || given.method === 'HEAD';
  const data =
    given.data && !(given.data.kind === 'literal' && given.data.value == null) ? [unwrapped(given.data)] : [];
  const query = option(options, 'query');
  const other = given.promise ? null : (uses.find((use) => !isError(use))?.call ?? chainedCall(site)?.call);
  return {
    client: 'needle',
    site,
    method: given.method,
    url: address(given.url),
    query: [...(plain ? data : []), ...(query ? [query] : [])],
    body: [...(plain ? [] : isSet(option(options, 'json')) ? data.map(asJson) : data), ...hidden],
    delivery: deliver(given, options, uses),
    transport: transportOptions(options),
    ...(other && { escapes: other }),
  };
}

function isError(use: Use): boolean {
  return ['error', 'err'].some((value) => use.args[0]?.isStringLiteral({ value }));
}

function deliver(given: Given, options: ObjectValue | null, uses: readonly Use[]): Delivery {
  const parse = option(options, 'parse', 'parse_response');
  // `parse: false` leaves text; 'all', 'json' and true parse it.
  const body = parse && !isSet(parse) ? TEXT : ENVELOPE;
  const response: Shape = responseOf({ body, statusCode: OK_STATUS, statusMessage: OK_TEXT });
  if (given.promise === 'both') return { by: 'value', shape: promiseOf({ is: 'tuple', items: [response, body] }) };
  if (given.promise) return resolves(response);
  const error = uses.find(isError)?.args[1];
  if (!given.callback) return error ? { by: 'events', response: null, shape: response, error } : { by: 'nothing' };
  return { by: 'callback', callback: given.callback, params: [ERROR, response, body] };
}
