/** `superagent`: `.post(url).type('form').send({…}).end(cb)`, awaited, or through a variable. */
import { evaluate, unknown } from '../../evaluate/evaluate.js';
import { isExternal, literalText, type Value } from '../../evaluate/value.js';
import { is, type NodePath } from '../../syntax/index.js';
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
  type TransportOption,
} from '../request.js';
import { asJson, field } from './bodies.js';
import { type Callee, calleeOf, verb } from './callee.js';
import { handleOf, type Use } from './handle.js';
import { headerOptions, transport } from './options.js';
import { NO_ERROR, OK, resolves, responseOf } from './shapes.js';
import { address } from './url.js';

const MODULES = ['superagent', 'superagent-bluebird-promise', 'superagent-promise', 'superagent-use'];
const SENT = new Set(['send', 'query', 'field', 'attach']);
const TRAVEL = new Set([
  'timeout',
  'retry',
  'agent',
  'ca',
  'cert',
  'key',
  'pfx',
  'proxy',
  'auth',
  'withCredentials',
  'disableTLSCerts',
  'trustLocalhost',
  'connect',
  'redirects',
]);
/** may change what is sent */
const OPAQUE = new Set(['use', 'serialize', 'attach']);
const ACCEPTED = new Set([
  ...SENT,
  ...TRAVEL,
  ...OPAQUE,
  'set',
  'type',
  'accept',
  'buffer',
  'ok',
  'parse',
  'sortQuery',
  'responseType',
  'http2',
  'on',
  'once',
  'end',
  'promise',
  'exec',
]);

const STATUS = { status: OK_STATUS, statusCode: OK_STATUS, ok: OK, error: NO_ERROR };
const RESPONSE = responseOf({ body: ENVELOPE, text: TEXT, ...STATUS });

export const superagentClient: HttpClient = {
  id: 'superagent',
  match(call) {
    const callee = calleeOf(call.callee, MODULES, ['agent']);
    // Options of `superagent.agent({…})` are for TLS; a chain on it is not followed.
    return callee && call.args.length > 0 ? toRequest(call, callee) : null;
  },
};

function toRequest(call: CallSite, callee: Callee): HttpRequest | null {
  const given = argumentsOf(callee, call.args);
  if (!given) return null;
  const handle = handleOf(call.path, ACCEPTED);
  const read = readUses(handle.uses);
  const [first] = handle.rest;
  // `const req = superagent.post(url); req.send(x); await req`
  const later = handle.declaration && handle.rest.length === 1 && first && !read.end ? first : null;
  const escapes = handle.rest.find((path) => path !== later) ?? read.escapes;
  const callback = given.callback ?? read.end?.args[0];
  const typed = handle.uses.some(saysType);
  const own = given.method === 'GET' || given.method === 'HEAD';
  return {
    client: 'superagent',
    site: later ?? handle.site,
    method: given.method,
    url: address(given.url),
    query: [...(own && given.data ? [given.data] : []), ...read.query],
    body: [...(!own && given.data ? [given.data] : []), ...read.body].map((value) => (typed ? value : asJson(value))),
    delivery: deliver(callback, read),
    transport: read.transport,
    ...(!handle.uses.some(({ name }) => name === 'ok') && { failsOnStatus: true }),
    ...(handle.declaration && { parts: [...(later ? [handle.declaration] : []), ...handle.parts] }),
    ...(escapes && { escapes }),
  };
}

/** Without any of these, superagent sends an object as JSON. */
function saysType({ name, args: [header] }: Use): boolean {
  if (name === 'set') return !header?.isStringLiteral() || /^content-type$/i.test(header.node.value);
  return ['type', 'field', 'attach', 'serialize', 'use'].includes(name);
}

interface Given {
  readonly method: string | null;
  readonly url: Value;
  readonly data?: Value;
  readonly callback?: NodePath;
}

/** `superagent(method, url)`, `superagent(url, cb?)`, `.post(url, data?, cb?)` */
function argumentsOf(callee: Callee, args: readonly Value[]): Given | null {
  const [name, more] = callee.members;
  const [first, second, third] = args;
  if (!first || more !== undefined) return null;
  if (name === undefined) {
    if (!second) return { method: 'GET', url: first };
    if (second.kind === 'function') return { method: 'GET', url: first, callback: second.path };
    return { method: literalText(first)?.toUpperCase() ?? null, url: second };
  }
  const method = verb(name);
  if (!method) return null;
  if (second?.kind === 'function') return { method, url: first, callback: second.path };
  return { method, url: first, ...(second && { data: second }), ...(third && { callback: third.path }) };
}

interface Read {
  readonly query: Value[];
  readonly body: Value[];
  readonly transport: TransportOption[];
  end: Use | null;
  error: NodePath | null;
  escapes: NodePath | null;
  response: Shape;
}

function readUses(uses: readonly Use[]): Read {
  const read: Read = { query: [], body: [], transport: [], end: null, error: null, escapes: null, response: RESPONSE };
  for (const use of uses) readUse(use, read);
  return read;
}

function readUse(use: Use, read: Read): void {
  const { name, args } = use;
  const [first, second] = args;
  if (name === 'end' || name === 'exec') read.end = use;
  else if (name === 'on' || name === 'once') {
    if (first?.isStringLiteral({ value: 'error' }) && second) read.error = second;
    else read.escapes ??= use.call;
  } else if (!first) return;
  else if (name === 'query') read.query.push(evaluate(first));
  else if (name === 'send') read.body.push(evaluate(first));
  else if (name === 'field')
    read.body.push(second ? field(evaluate(first), evaluate(second), use.call) : evaluate(first));
  else if (name === 'set') read.transport.push(...headersOf(use));
  else if (name === 'parse') readParser(evaluate(first), read);
  else if (name === 'ok' || TRAVEL.has(name)) read.transport.push(transport(name, evaluate(first)));
  else if (OPAQUE.has(name)) {
    read.body.push(unknown(first));
    read.transport.push(transport(name, unknown(first)));
  }
}

/** By a parser of the author's, what the response holds is not known; by the one for text there is no body. */
function readParser(parser: Value, read: Read): void {
  if (isExternal(parser, MODULES, 'parse', 'application/json')) return;
  const isText = isExternal(parser, MODULES, 'parse', 'text');
  read.response = responseOf({ ...(isText && { text: TEXT }), ...STATUS });
  if (!isText) read.transport.push(transport('parse', parser));
}

/** `.set('Accept', x)` and `.set({ … })` */
export function headersOf(use: Use): TransportOption[] {
  const [first, second] = use.args;
  if (!first) return [];
  const key = evaluate(first);
  return headerOptions(second ? field(key, evaluate(second), use.call) : key);
}

function deliver(callback: NodePath | undefined, read: Read): Delivery {
  if (callback) {
    const params = takesResponseAlone(callback) ? [read.response] : [ERROR, read.response];
    return { by: 'callback', callback, params, ...(read.error && { error: read.error }) };
  }
  return read.end ? { by: 'nothing' } : resolves(read.response);
}

/** Up to 0.21 a callback of one parameter was given the response. */
function takesResponseAlone(callback: NodePath): boolean {
  if (!callback.isFunction() || callback.node.params.length !== 1) return false;
  const [parameter] = callback.node.params;
  return is.isIdentifier(parameter) && /^res/i.test(parameter.name);
}
