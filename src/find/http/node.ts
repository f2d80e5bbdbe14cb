/** Node's `http` and `https`, and `follow-redirects`, which has the same functions. */
import { evaluate } from '../../evaluate/evaluate.js';
import { entryOf, isExternal, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import { is, type NodePath } from '../../syntax/index.js';
import type { CallSite, Delivery, HttpClient, HttpRequest, Shape, TransportOption } from '../request.js';
import { isUnread } from '../wrappers/call-sites.js';
import { written } from './bodies.js';
import { calleeOf } from './callee.js';
import { chainedOn, type Handle, handleOf, isTimeout, outermost, type Use } from './handle.js';
import { nodeOptions } from './node-options.js';
import { headerOptions, option, transport, transportOptions } from './options.js';
import { NODE_RESPONSE, promiseOf } from './shapes.js';
import { isWholeUrl } from './url.js';

const MODULES = ['http', 'https', 'follow-redirects', 'follow-redirects/http', 'follow-redirects/https'];
const ACCEPTED = new Set([
  'write',
  'end',
  'on',
  'once',
  'addListener',
  'setTimeout',
  'setHeader',
  'setNoDelay',
  'setSocketKeepAlive',
  'flushHeaders',
]);

interface Requester {
  readonly client: string;
  readonly scheme: string;
  readonly get: boolean;
}

export const nodeClient: HttpClient = {
  id: 'https',
  match(call) {
    const requester = call.path.isNewExpression() ? null : asRequester(call.callee);
    return requester && call.args.length > 0 ? toRequest(call, requester) : null;
  },
};

function asRequester(callee: Value): Requester | null {
  const found = calleeOf(callee, MODULES, ['wrap']);
  if (!found?.module) return null;
  const [scheme = '', name, more] =
    found.module === 'follow-redirects' ? found.members : [found.module.replace(/^.*\//, ''), ...found.members];
  if (more !== undefined || (name !== 'request' && name !== 'get') || !/^https?$/.test(scheme)) return null;
  const client = found.module.startsWith('follow-redirects') ? 'follow-redirects' : found.module;
  return { client, scheme: `${scheme}:`, get: name === 'get' };
}

function toRequest(call: CallSite, requester: Requester): HttpRequest {
  const { url, options, callback, hidden } = nodeOptions(call.args, requester.scheme, requester.get);
  const handle = handleOf(call.path, ACCEPTED);
  const sent = read(handle, requester.get);
  const found = wayBack(handle, sent, callback);
  const host = options ? (option(options, 'hostname') ?? option(options, 'host')) : undefined;
  const escapes = sent.escapes ?? found.escapes;
  const body = written(sent.written, call.path);
  return {
    client: requester.client,
    site: found.site,
    method: methodOf(options, hidden, requester),
    url,
    query: [],
    body: [...(body ? [body] : []), ...hidden],
    delivery: found.delivery,
    transport: [...transportOptions(options), ...sent.transport],
    parts: found.parts,
    unread: found.unread,
    ...(escapes && { escapes }),
    ...(isWholeUrl(host) && { neverWorked: 'its host is a whole URL' }),
  };
}

function methodOf(options: ObjectValue | null, hidden: readonly Value[], requester: Requester): string | null {
  const entry = options && entryOf(options, 'method');
  if (entry) return literalText(entry.value)?.toUpperCase() ?? null;
  return hidden.length > 0 && !requester.get ? null : 'GET';
}

interface Sent {
  readonly written: Value[];
  readonly transport: TransportOption[];
  response: NodePath | null;
  error: NodePath | null;
  escapes: NodePath | null;
}

/** What is done to the request object, in order. */
function read(handle: Handle, get: boolean): Sent {
  const sent: Sent = { written: [], transport: [], response: null, error: null, escapes: null };
  let ended = get;
  for (const use of handle.uses) {
    if (use.name === 'end') ended = true;
    readUse(use, sent);
  }
  for (const path of handle.rest) {
    const source = pipedInto(path);
    if (!source) continue;
    sent.written.push(evaluate(source));
    ended = true;
  }
  // What is not ended here is written to elsewhere.
  if (!ended && !sent.escapes) sent.escapes = handle.site;
  return sent;
}

function readUse(use: Use, sent: Sent): void {
  const [first, second] = use.args;
  if (use.name === 'write' || use.name === 'end') {
    const value = first && evaluate(first);
    if (value?.kind === 'function') sent.escapes ??= use.call;
    else if (value && !(value.kind === 'literal' && value.value == null)) sent.written.push(value);
  } else if (isTimeout(use)) readTimeout(use, sent);
  else if (use.name === 'setHeader' && first && second) {
    const name = literalText(evaluate(first));
    const value = evaluate(second);
    const entries = name === null ? [] : [{ key: name, when: null, value }];
    sent.transport.push(...headerOptions({ kind: 'object', entries, open: name === null, path: use.call }));
  } else if (use.name === 'on' || use.name === 'once' || use.name === 'addListener') listen(use, sent);
}

function listen(use: Use, sent: Sent): void {
  const [event, handler] = use.args;
  const name = event && literalText(evaluate(event));
  if (name === 'error' && handler && !sent.error) sent.error = handler;
  else if (name === 'response' && handler && !sent.response) sent.response = handler;
  else sent.escapes ??= use.call;
}

/** A time limit whose handler only ends the request is an option of it. */
function readTimeout(use: Use, sent: Sent): void {
  const handler = use.args[1];
  if (handler && !onlyAborts(handler)) sent.escapes ??= use.call;
  const limit = use.name === 'setTimeout' ? use.args[0] : undefined;
  if (limit) sent.transport.push(transport('timeout', evaluate(limit)));
}

function onlyAborts(handler: NodePath): boolean {
  if (!handler.isFunction()) return false;
  const { body } = handler.node;
  const expressions = is.isBlockStatement(body)
    ? body.body.map((step) => (is.isExpressionStatement(step) ? step.expression : null))
    : [body];
  return expressions.every((step) => {
    if (!is.isCallExpression(step) || !is.isMemberExpression(step.callee)) return false;
    return (
      is.isIdentifier(step.callee.property, { name: 'abort' }) ||
      is.isIdentifier(step.callee.property, { name: 'destroy' })
    );
  });
}

interface WayBack {
  readonly site: NodePath;
  readonly delivery: Delivery;
  readonly parts: readonly NodePath[];
  readonly unread: readonly NodePath[];
  readonly escapes: NodePath | null;
}

function wayBack(handle: Handle, sent: Sent, callback: NodePath | null): WayBack {
  const response = callback ?? sent.response;
  const { site, parts } = handle;
  const awaited = response ? null : awaitedOnce(handle);
  if (awaited && handle.declaration) {
    const shape: Shape = promiseOf({ is: 'tuple', items: [NODE_RESPONSE] });
    const all = [handle.declaration, ...parts];
    return { site: awaited, delivery: { by: 'value', shape }, parts: all, unread: [], escapes: null };
  }
  const piped = handle.rest.filter((path) => pipedInto(path));
  const unread = handle.rest.filter(isUnread);
  const lost = handle.rest.find((path) => !piped.includes(path) && !unread.includes(path));
  const statements = piped.map((path) => path.findParent((parent) => parent.isStatement()) as NodePath);
  const escapes = lost ?? (callback && sent.response) ?? chainedOn(site);
  const delivery: Delivery =
    response || sent.error ? { by: 'events', response, shape: NODE_RESPONSE, error: sent.error } : { by: 'nothing' };
  return { site, delivery, parts: [...parts, ...statements], unread, escapes };
}

/** `once(req, 'response')` of `events`, where that is the only other use. */
function awaitedOnce(handle: Handle): NodePath | null {
  const [use, other] = handle.rest;
  const call = use?.parentPath;
  if (!use || other || !call?.isCallExpression() || use.listKey !== 'arguments' || use.key !== 0) return null;
  const [, event] = call.get('arguments') as NodePath[];
  const isOnce = isExternal(evaluate(call.get('callee') as NodePath), ['events'], 'once');
  return isOnce && event && literalText(evaluate(event)) === 'response' ? call : null;
}

/** x in the statement `x.pipe(req)`. */
function pipedInto(use: NodePath): NodePath | null {
  const call = outermost(use).parentPath;
  if (!call?.isCallExpression() || use.listKey !== 'arguments' || !call.parentPath.isExpressionStatement()) return null;
  const callee = call.get('callee') as NodePath;
  if (!callee.isMemberExpression() || !is.isIdentifier(callee.node.property, { name: 'pipe' })) return null;
  return callee.get('object') as NodePath;
}
