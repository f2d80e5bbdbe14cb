/** `request`, `request-promise`, `request-promise-native`, and `request` made to give promises. */
import { evaluate, unknown } from '../../evaluate/evaluate.js';
import { isExternal, type ObjectValue, type Value } from '../../evaluate/value.js';
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
import { asJson, field, unwrapped } from './bodies.js';
import { isLifter, isThunker, isWaitedFor } from './callee.js';
import { chainedOn, type Handle, handleOf, pipedChain, type Use } from './handle.js';
import {
  asOptions,
  callbackOf,
  headerOptions,
  methodOption,
  option,
  present,
  readOptions,
  transport,
  transportOptions,
} from './options.js';
import { isSet } from './shapes.js';
import { address, joinUrl } from './url.js';

const PROMISED = ['request-promise', 'request-promise-native', 'request-promise-any'];
const MODULES = ['request', ...PROMISED, 'co-request', 'postman-request', '@cypress/request', 'requestretry'];
const METHODS: Record<string, string> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  del: 'DELETE',
  delete: 'DELETE',
  head: 'HEAD',
};

interface Requester {
  readonly module: string;
  readonly method: string | null;
  readonly defaults: readonly Value[];
  /** what promisification gives: the response, or [response, body] */
  readonly promised: 'body' | 'response' | 'both' | null;
  /** bluebird: up to 2 it gave [response, body] where 3 gives the response */
  readonly pair?: boolean;
  /** nothing is sent until somebody waits for it */
  readonly lazy?: boolean;
}

/** Methods of the request object that are understood. */
const ACCEPTED = new Set(['form', 'qs', 'json', 'append', 'on', 'once', 'auth', 'setHeader']);

export const requestClient: HttpClient = {
  id: 'request',
  match(call) {
    const requester = asRequester(call.callee);
    return requester && call.args.length > 0 && !(requester.lazy && !isWaitedFor(call.path))
      ? toRequest(call, requester)
      : null;
  },
};

/** What calling the value would do, through `.defaults(…)`, `util.promisify(…)` and bluebird. */
function asRequester(value: Value): Requester | null {
  if (value.kind === 'external' && value.module && MODULES.includes(value.module)) {
    const promised = PROMISED.includes(value.module) ? 'body' : value.module === 'co-request' ? 'response' : null;
    const [name, ...rest] = value.members.filter((member) => member !== 'default');
    if (rest.length > 0) return null;
    if (name === undefined) return { module: value.module, method: null, defaults: [], promised };
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
    return method ? { module: value.module, method, defaults: [], promised } : null;
  }
  if (value.kind === 'member' && value.property !== null) return memberOf(value.object, value.property);
  if (value.kind === 'call') return made(value);
  return null;
}

function memberOf(object: Value, property: string): Requester | null {
  const requester = asRequester(object);
  if (!requester || requester.method) return null;
  const async = /^(\w+)Async$/.exec(property)?.[1];
  if (async && requester.promised) return { ...requester, method: METHODS[async] ?? null };
  const method = Object.hasOwn(METHODS, property) ? METHODS[property] : undefined;
  return method ? { ...requester, method } : null;
}

/** `request.defaults(…)`, `promisify(request)`, `Promise.promisifyAll(request)`. */
function made(call: Value & { kind: 'call' }): Requester | null {
  const [first, second] = call.args;
  const { callee } = call;
  if (callee.kind === 'external' && callee.members.at(-1) === 'defaults') {
    const base = asRequester({ ...callee, members: callee.members.slice(0, -1) });
    return base && first ? { ...base, defaults: [...base.defaults, first] } : null;
  }
  if (callee.kind === 'member' && callee.property === 'defaults') {
    const base = asRequester(callee.object);
    return base && first ? { ...base, defaults: [...base.defaults, first] } : null;
  }
  if (!first) return null;
  const many =
    isExternal(callee, ['bluebird'], 'promisifyAll') || isExternal(callee, [null], 'Promise', 'promisifyAll');
  const one =
    isExternal(callee, ['util'], 'promisify') ||
    isExternal(callee, ['bluebird', 'es6-promisify', 'pify'], 'promisify') ||
    isExternal(callee, ['pify', 'es6-promisify']) ||
    isExternal(callee, [null], 'Promise', 'promisify') ||
    isExternal(callee, ['bluebird'], 'promisify');
  const lifted = isLifter(callee);
  const base = many || one || lifted ? asRequester(first) : null;
  if (!base) return null;
  const multiple = asOptions(second)?.entries.some((entry) => entry.key === 'multiArgs');
  const pair = many || callee.kind !== 'external' || callee.module === 'bluebird' || callee.module === null;
  return { ...base, promised: multiple || lifted ? 'both' : 'response', pair, lazy: isThunker(callee) };
}

function toRequest(call: CallSite, requester: Requester): HttpRequest | null {
  const { args } = call;
  const last = requester.promised && requester.promised !== 'body' ? null : callbackOf(args);
  const [first, second] = last ? args.slice(0, -1) : args;
  const alone = isOptions(first, requester);
  const { options, hidden } = readOptions(...requester.defaults, alone ? first : second);
  const callback = last ?? option(options, 'callback')?.path ?? null;
  const path = alone ? option(options, 'url', 'uri') : first;
  const base = option(options, 'baseUrl');
  if (!path && !base) return null;
  const used = readRequest(call.path, requester.promised !== null);
  return {
    client: requester.module,
    site: used.piped ?? used.site,
    method: requester.method ?? (hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET')),
    url: joinUrl(base && address(base), path && address(path)),
    query: [...present(option(options, 'qs')), ...used.query],
    body: [
      ...present(option(options, 'form'), option(options, 'formData'), ...jsonBodies(options)).map(unwrapped),
      ...used.body,
      ...hidden,
    ],
    delivery: deliver(requester, options, callback, used),
    transport: [...transportOptions(options), ...used.transport],
    parts: used.parts,
    ...(requester.promised === 'body' && !option(options, 'simple') && { failsOnStatus: true }),
    ...(used.escapes && { escapes: used.escapes }),
  };
}

/** A name may be options or a URL: options where the defaults have the URL already. */
function isOptions(value: Value | undefined, requester: Requester): boolean {
  if (value?.kind === 'object') return true;
  if (value?.kind === 'literal' || value?.kind === 'concat') return false;
  return requester.defaults.some((defaults) => option(asOptions(defaults), 'url', 'uri') !== undefined);
}

/** `json: {…}` is a body; `json: true` says how `body` is written. */
function jsonBodies(options: ObjectValue | null): (Value | undefined)[] {
  const [json, body] = [option(options, 'json'), option(options, 'body')];
  if (!json) return [body];
  return json.kind === 'literal' ? [isSet(json) && body ? asJson(body) : body] : [body, asJson(json)];
}

interface Used {
  readonly site: NodePath;
  readonly query: Value[];
  readonly body: Value[];
  readonly transport: TransportOption[];
  readonly parts: NodePath[];
  readonly handlers: Map<string, NodePath>;
  /** the chain that passes the answer on */
  piped: NodePath | null;
  escapes: NodePath | null;
}

/** What is done to the request object: `request.post(url).form({…}).on('error', f)`, `req.form().append(k, v)`. */
function readRequest(path: NodePath, promised: boolean): Used {
  const handle = handleOf(path, ACCEPTED);
  const { site } = handle;
  const used: Used = {
    site,
    query: [],
    body: [],
    transport: [],
    parts: [...handle.parts],
    handlers: new Map(),
    piped: null,
    escapes: null,
  };
  for (const use of handle.uses) readUse(use, used);
  // A promise may go where it wants: its readers are followed.
  if (promised) return used;
  for (const rest of handle.rest) {
    const form = heldForm(rest);
    if (!form) used.escapes ??= rest;
    else {
      for (const use of form.uses) readUse(use, used);
      used.parts.push(...(form.declaration ? [form.declaration] : []), ...form.parts);
      used.escapes ??= form.rest[0] ?? null;
    }
  }
  used.piped = pipedChain(site);
  if (!used.piped) used.escapes ??= chainedOn(site);
  return used;
}

/** `var form = req.form();` and what is appended to it. */
function heldForm(rest: NodePath): Handle | null {
  const last = rest.isCallExpression() ? (rest.get('callee') as NodePath) : null;
  const isForm = last?.isMemberExpression() && is.isIdentifier(last.node.property, { name: 'form' });
  const handle = isForm ? handleOf(rest, new Set(['append'])) : null;
  return handle?.declaration ? handle : null;
}

function readUse(use: Use, used: Used): void {
  const [first, second] = use.args;
  if (!first) return;
  if (use.name === 'on' || use.name === 'once') {
    const event = first.isStringLiteral() ? first.node.value : '';
    if ((event === 'error' || event === 'response') && second && !used.handlers.has(event))
      used.handlers.set(event, second);
    else used.escapes ??= use.call;
  } else if (use.name === 'append')
    used.body.push(second ? field(evaluate(first), evaluate(second), use.call) : unknown(first));
  else if (use.name === 'qs') used.query.push(evaluate(first));
  else if (use.name === 'form') used.body.push(evaluate(first));
  else if (use.name === 'json') {
    const value = evaluate(first);
    if (value.kind !== 'literal') used.body.push(asJson(value));
  } else if (use.name === 'auth') used.transport.push(transport('auth', evaluate(first)));
  else if (second) used.transport.push(...headerOptions(field(evaluate(first), evaluate(second), use.call)));
}

function deliver(requester: Requester, options: ObjectValue | null, callback: NodePath | null, used: Used): Delivery {
  const json = option(options, 'json');
  const parsed = json !== undefined && !(json.kind === 'literal' && !json.value);
  const body = parsed ? ENVELOPE : TEXT;
  const response: Shape = {
    is: 'object',
    name: 'response',
    properties: { body, statusCode: OK_STATUS, statusMessage: { is: 'known', value: 'OK' } },
    methods: { toJSON: { is: 'object', name: 'response', properties: { body, statusCode: OK_STATUS } } },
    stream: true,
  };
  const onError = used.handlers.get('error') ?? null;
  // With a callback, request calls it for errors too; who else listens is called in addition.
  if (callback && used.piped) used.escapes ??= used.piped;
  if (callback)
    return { by: 'callback', callback, params: [ERROR, response, body], ...(onError && { error: onError }) };
  if (requester.promised)
    return { by: 'value', shape: { is: 'promise', of: promisedShape(requester, options, body, response) } };
  const onResponse = used.handlers.get('response') ?? null;
  if (used.piped) return { by: 'events', response: onResponse, shape: response, error: onError, piped: used.site };
  if (onResponse || onError) return { by: 'events', response: onResponse, shape: response, error: onError };
  return { by: 'nothing' };
}

function promisedShape(requester: Requester, options: ObjectValue | null, body: Shape, response: Shape): Shape {
  if (requester.promised === 'both') return { is: 'tuple', items: [response, body] };
  if (requester.promised === 'response') {
    const paired = requester.pair && response.is === 'object';
    return paired ? { ...response, properties: { ...response.properties, 0: response, 1: body } } : response;
  }
  const transform = option(options, 'transform');
  if (transform) return isJsonParse(transform) ? ENVELOPE : { is: 'object', name: 'transformed', properties: {} };
  const full = option(options, 'resolveWithFullResponse');
  return full?.kind === 'literal' && full.value ? response : body;
}

/** `JSON.parse`, `(body) => JSON.parse(body)` */
function isJsonParse(value: Value): boolean {
  if (isExternal(value, [null], 'JSON', 'parse')) return true;
  const fn = value.kind === 'function' && value.fn.isFunction() ? value.fn : null;
  const [parameter] = fn?.node.params ?? [];
  const body = fn?.node.body;
  const only = is.isBlockStatement(body) ? body.body[0] : body;
  const call = is.isReturnStatement(only) ? only.argument : only;
  if (!is.isIdentifier(parameter) || !is.isCallExpression(call) || !is.isMemberExpression(call.callee)) return false;
  const parse =
    is.isIdentifier(call.callee.object, { name: 'JSON' }) && is.isIdentifier(call.callee.property, { name: 'parse' });
  return parse && is.isIdentifier(call.arguments[0], { name: parameter.name });
}
