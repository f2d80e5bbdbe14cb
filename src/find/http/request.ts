/** `request`, `request-promise`, `request-promise-native`, and `request` made to give promises. */
import { evaluate } from '../../evaluate/evaluate.js';
import { isExternal, type ObjectValue, type Value } from '../../evaluate/value.js';
import { type ast, type NodePath } from '../../syntax/index.js';
import { type CallSite, type Delivery, ENVELOPE, ERROR, type HttpClient, type HttpRequest, OK_STATUS, type Shape, TEXT } from '../request.js';
import { asOptions, callbackOf, combined, methodOption, option, present, transportOptions } from './options.js';

const PROMISED = ['request-promise', 'request-promise-native', 'request-promise-any'];
const MODULES = ['request', ...PROMISED, 'postman-request', '@cypress/request', 'requestretry'];
const METHODS: Record<string, string> = { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', del: 'DELETE', delete: 'DELETE', head: 'HEAD' };

interface Requester {
  readonly module: string;
  readonly method: string | null;
  readonly defaults: readonly Value[];
  /** what promisification gives: the response, or [response, body] */
  readonly promised: 'body' | 'response' | 'both' | null;
}

export const requestClient: HttpClient = {
  id: 'request',
  match(call) {
    const requester = asRequester(call.callee);
    return requester && call.args.length > 0 ? toRequest(call, requester) : null;
  },
};

/** What calling the value would do, through `.defaults(…)`, `util.promisify(…)` and bluebird. */
function asRequester(value: Value): Requester | null {
  if (value.kind === 'external' && value.module && MODULES.includes(value.module)) {
    const promised = PROMISED.includes(value.module) ? 'body' : null;
    const [name, ...rest] = value.members;
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
  const many = isExternal(callee, ['bluebird'], 'promisifyAll') || isExternal(callee, [null], 'Promise', 'promisifyAll');
  const one = isExternal(callee, ['util'], 'promisify') || isExternal(callee, ['bluebird', 'es6-promisify', 'pify'], 'promisify') || isExternal(callee, ['pify', 'es6-promisify'], ) || isExternal(callee, [null], 'Promise', 'promisify') || isExternal(callee, ['bluebird'], 'promisify');
  const base = many || one ? asRequester(first) : null;
  if (!base) return null;
  const multiple = asOptions(second)?.entries.some((entry) => entry.key === 'multiArgs');
  return { ...base, promised: multiple ? 'both' : 'response' };
}

function toRequest(call: CallSite, requester: Requester): HttpRequest | null {
  const { args } = call;
  const callback = requester.promised && requester.promised !== 'body' ? null : callbackOf(args);
  const rest = callback ? args.slice(0, -1) : args;
  const [first, second] = rest;
  const options = first?.kind === 'object' ? combined(...requester.defaults, first) : combined(...requester.defaults, second);
  const url = first?.kind === 'object' ? withBase(options) : first;
  if (!url) return null;
  const chain = chained(call.path);
  const site = chain.site;
  const delivery = deliver(requester, options, callback, chain);
  return {
    client: requester.module,
    site,
    method: requester.method ?? methodOption(options, 'GET'),
    url,
    query: present(option(options, 'qs')),
    body: [...present(option(options, 'form'), option(options, 'formData'), option(options, 'body'), jsonBody(options)), ...chain.forms],
    delivery,
    transport: transportOptions(options),
  };
}

/** `json: {…}` is a body; `json: true` is not. */
function jsonBody(options: ObjectValue | null): Value | undefined {
  const json = option(options, 'json');
  return json?.kind === 'literal' ? undefined : json;
}

function withBase(options: ObjectValue | null): Value | undefined {
  const url = option(options, 'url', 'uri');
  const base = option(options, 'baseUrl');
  if (!url || !base) return url ?? base;
  return { kind: 'concat', parts: [base, url], path: url.path, env: url.env };
}

interface Chain {
  readonly site: NodePath;
  readonly forms: readonly Value[];
  readonly handlers: ReadonlyMap<string, NodePath>;
}

/** `request.post(url).form({…}).on('error', f)`: what is called on the request object right there. */
function chained(path: NodePath): Chain {
  let site = path;
  const forms: Value[] = [];
  const handlers = new Map<string, NodePath>();
  for (;;) {
    const member = site.parentPath;
    const call = member?.parentPath;
    if (!member?.isMemberExpression() || site.key !== 'object' || !call?.isCallExpression() || member.key !== 'callee') break;
    const { property } = member.node as ast.MemberExpression;
    const name = property.type === 'Identifier' ? property.name : '';
    const args = call.get('arguments') as NodePath[];
    if ((name === 'form' || name === 'qs' || name === 'json') && args[0]) forms.push(evaluate(args[0]));
    else if (name === 'on' && args[0]?.isStringLiteral() && args[1]) handlers.set(args[0].node.value, args[1]);
    else break;
    site = call;
  }
  return { site, forms, handlers };
}



function deliver(requester: Requester, options: ObjectValue | null, callback: NodePath | null, chain: Chain): Delivery {
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
  if (callback) return { by: 'callback', callback, params: [ERROR, response, body] };
  if (requester.promised) return { by: 'value', shape: { is: 'promise', of: promisedShape(requester, options, body, response) } };
  const onResponse = chain.handlers.get('response') ?? null;
  const onError = chain.handlers.get('error') ?? null;
  if (onResponse || chain.handlers.size > 0) return { by: 'events', response: onResponse, shape: response, error: onError };
  return { by: 'nothing' };
}

function promisedShape(requester: Requester, options: ObjectValue | null, body: Shape, response: Shape): Shape {
  if (requester.promised === 'both') return { is: 'tuple', items: [response, body] };
  if (requester.promised === 'response') return response;
  const full = option(options, 'resolveWithFullResponse');
  return full?.kind === 'literal' && full.value ? response : body;
}
