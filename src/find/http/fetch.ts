/** `fetch`: the global one, the packages that bring it, and `new Request(…)` as what is fetched. */
import { isExternal, type Value } from '../../evaluate/value.js';
import { is, type NodePath } from '../../syntax/index.js';
import type { HttpClient } from '../request.js';
import { unwrapped } from './bodies.js';
import { calleeOf } from './callee.js';
import { methodOption, option, present, readOptions, transportOptions } from './options.js';
import { FETCH_RESPONSE, resolves } from './shapes.js';
import { address } from './url.js';

/** Packages that are the function, and may have it as `fetch` too. */
const PACKAGES = [
  'node-fetch',
  'cross-fetch',
  'isomorphic-fetch',
  'isomorphic-unfetch',
  'unfetch',
  'whatwg-fetch',
  'node-fetch-native',
  'make-fetch-happen',
  'minipass-fetch',
  'fetch-ponyfill',
  'node-fetch-cjs',
  'fetch-h2',
  'meteor/fetch',
  'electron',
  'undici',
  'ofetch',
];
/** These have other functions beside `fetch`. */
const ONLY_MEMBER = new Set(['undici', 'meteor/fetch', 'fetch-h2', 'ofetch', 'whatwg-fetch']);
const HOLDERS = new Set(['window', 'self', 'globalThis', 'global']);

interface Fetcher {
  readonly id: string;
  readonly browser: boolean;
  readonly defaults: readonly Value[];
}

export const fetchClient: HttpClient = {
  id: 'fetch',
  match(call) {
    const fetcher = call.path.isNewExpression() ? null : asFetcher(call.callee);
    const [first, second] = fetcher ? call.args : [];
    if (!fetcher || !first) return null;
    const request = requestObject(first);
    const { options, hidden } = readOptions(...fetcher.defaults, request?.init, second);
    const method = methodOption(options, 'GET');
    return {
      client: fetcher.id,
      site: call.path,
      method: hidden.length > 0 && !option(options, 'method') ? null : method,
      url: address(request?.url ?? first),
      query: [],
      body: [...present(option(options, 'body')).map(unwrapped), ...hidden],
      delivery: resolves(FETCH_RESPONSE),
      transport: transportOptions(options),
      ...((fetcher.browser || (fetcher.id === 'fetch' && isJqueryFile(call.path))) && { browser: true }),
    };
  },
};

function asFetcher(callee: Value): Fetcher | null {
  if (callee.kind === 'external' && callee.module === null) return globalFetch(callee.members);
  if (callee.kind === 'function')
    return importedLater(declared(callee.path)) ? { id: 'node-fetch', browser: false, defaults: [] } : null;
  const found = calleeOf(callee, PACKAGES, ['defaults']);
  if (!found?.module) return null;
  const { module, members, defaults } = found;
  const named = members.join('.') === (module === 'electron' ? 'net.fetch' : 'fetch');
  const itself = members.length === 0 && !ONLY_MEMBER.has(module) && module !== 'electron';
  return named || itself ? { id: module, browser: false, defaults } : null;
}

function globalFetch(members: readonly string[]): Fetcher | null {
  const [holder, name] = members.length === 1 ? [null, members[0]] : members;
  if (name !== 'fetch' || members.length > 2 || (holder !== null && !HOLDERS.has(holder ?? ''))) return null;
  return { id: 'fetch', browser: holder === 'window' || holder === 'self', defaults: [] };
}

/** The function that a name was declared with. */
function declared(path: NodePath): NodePath {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  return binding?.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : path;
}

/** `(...args) => import('node-fetch').then(({ default: fetch }) => fetch(...args))` */
function importedLater(fn: NodePath): boolean {
  if (!fn.isArrowFunctionExpression() || fn.node.params.length !== 1 || !is.isRestElement(fn.node.params[0]))
    return false;
  const body = fn.get('body') as NodePath;
  const callee = body.isCallExpression() ? (body.get('callee') as NodePath) : null;
  if (!callee?.isMemberExpression() || !is.isIdentifier(callee.node.property, { name: 'then' })) return false;
  const imported = callee.node.object;
  const source = is.isImportExpression(imported)
    ? imported.source
    : is.isCallExpression(imported) && is.isImport(imported.callee)
      ? imported.arguments[0]
      : null;
  return is.isStringLiteral(source) && source.value === 'node-fetch';
}

interface RequestObject {
  readonly url: Value;
  readonly init: Value | undefined;
}

/** `new Request(url, init)`, or a clone of one. */
function requestObject(value: Value): RequestObject | null {
  if (value.kind !== 'call') return null;
  const { callee, args } = value;
  if (!value.construct) {
    return callee.kind === 'member' && callee.property === 'clone' ? requestObject(callee.object) : null;
  }
  const [url, init] = args;
  const isRequest = isExternal(callee, [null, ...PACKAGES], 'Request');
  if (!isRequest || !url) return null;
  const inner = requestObject(url);
  return inner ? { url: inner.url, init: init ?? inner.init } : { url, init };
}

/** A script that uses a jQuery it does not load: it is one of a page. */
function isJqueryFile(path: NodePath): boolean {
  const { globals } = path.scope.getProgramParent() as unknown as { globals: Record<string, unknown> };
  return ['$', 'jQuery'].some((name) => Object.hasOwn(globals, name));
}
