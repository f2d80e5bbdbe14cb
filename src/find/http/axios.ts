/** `axios`: the function, its methods, instances made by `axios.create`, and what interceptors and defaults add. */
import { unknown } from '../../evaluate/evaluate.js';
import { localised, programOf } from '../../evaluate/modules/localised.js';
import { type Entry, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';
import { type CallSite, ENVELOPE, type HttpClient, type HttpRequest, OK_STATUS, TEXT } from '../request.js';
import { type Intercepted, intercepted } from './axios-answers.js';
import { type AxiosSetup, axiosSetup } from './axios-setup.js';
import { asJson, namesNoType, unwrapped } from './bodies.js';
import { type Callee, calleeOf, verb } from './callee.js';
import { madeBy } from './interceptor.js';
import { combined, methodOption, option, present, readOptions, transport, transportOptions } from './options.js';
import { INTERCEPTED, isSet, OK_TEXT, resolves, responseOf } from './shapes.js';
import { transformed } from './transform.js';
import { address, joinUrl } from './url.js';

const MODULES = ['axios', 'redaxios', 'axios-https-proxy-fix'];
const FORM_METHODS: Readonly<Record<string, string>> = { postForm: 'POST', putForm: 'PUT', patchForm: 'PATCH' };

interface Given {
  readonly method: string | null;
  readonly url: Value | undefined;
  readonly data: Value | undefined;
  readonly config: Value | undefined;
}

export const axiosClient: HttpClient = {
  id: 'axios',
  match(call) {
    if (call.path.isNewExpression()) return null;
    const callee = calleeOf(call.callee, [...MODULES, null], ['create']);
    if (!callee || (callee.module === null && callee.members[0] !== 'axios')) return null;
    const own = callee.module === null ? { ...callee, members: callee.members.slice(1) } : callee;
    const given = argumentsOf(own, call.args);
    return given && toRequest(call, own, given);
  },
};

/** `axios(url, config)`, `.request(config)`, `.get(url, config)`, `.post(url, data, config)` */
function argumentsOf(callee: Callee, args: readonly Value[]): Given | null {
  const [name, more] = callee.members;
  const [first, second, third] = args;
  if (more !== undefined || !first) return null;
  if (name === undefined || name === 'request') {
    const config =
      first.kind === 'object' || (args.length === 1 && first.kind !== 'literal' && first.kind !== 'concat');
    return config
      ? { method: null, url: undefined, data: undefined, config: first }
      : { method: null, url: first, data: undefined, config: second };
  }
  const method = verb(name) ?? (Object.hasOwn(FORM_METHODS, name) ? (FORM_METHODS[name] ?? null) : null);
  if (!method || name === 'del') return null;
  const withData = ['POST', 'PUT', 'PATCH'].includes(method);
  return { method, url: first, data: withData ? second : undefined, config: withData ? third : second };
}

function toRequest(call: CallSite, callee: Callee, given: Given): HttpRequest | null {
  const setup = axiosSetup(call.path, callee.making);
  const { options: written, hidden } = readOptions(...callee.defaults, setup.defaults, given.config);
  const sources = [...callee.defaults, setup.defaults, given.config];
  const own = asConfig(written, given, { open: hidden.length > 0, params: paramsOf(sources), path: call.path });
  const sent = requested(setup, own);
  const options = sent ?? own;
  const path = option(options, 'url');
  const base = option(options, 'baseURL');
  const opaque = given.config && given.config.kind !== 'object' ? given.config : undefined;
  if (!path && !base && !opaque) return null;
  const url = path || base ? joinUrl(base && address(base), path && address(path)) : (opaque as Value);
  // An interceptor or a transformation may send anything.
  const changed = sent ? [] : setup.onRequest.uses.map((use) => unknown(use));
  const raw = option(options, 'data');
  const transform = option(options, 'transformRequest');
  const made = transform && raw && transformed(transform, raw);
  const opaqueTransform = made ? [] : present(transform).map(({ path }) => unknown(path));
  const data = made ?? raw;
  const plain =
    hidden.length + changed.length + opaqueTransform.length === 0 &&
    !made &&
    !Object.hasOwn(FORM_METHODS, callee.members[0] ?? '') &&
    namesNoType(option(options, 'headers'));
  const answered = answersOf(options, setup);
  return {
    client: 'axios',
    site: call.path,
    method: hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET'),
    url,
    query: present(...(sent ? [option(sent, 'params')] : paramsOf(sources))),
    body: [
      ...present(data).map((value) => (plain ? asJson(unwrapped(value)) : unwrapped(value))),
      ...hidden,
      ...changed,
      ...opaqueTransform,
    ],
    delivery: resolves(answered?.shape ?? INTERCEPTED),
    transport: [
      ...transportOptions(options),
      ...[...(sent ? [] : setup.onRequest.uses), ...(answered ? [] : setup.onResponse.uses), ...setup.wrapped].map(
        (use) => transport('interceptors', unknown(use)),
      ),
    ],
    ...(!option(options, 'validateStatus') && { failsOnStatus: true }),
    ...(answered?.rejects && { rejects: true }),
    // Only a page has it as a global.
    ...(callee.module === null && { browser: true }),
  };
}

interface More {
  /** there may be options that are not known */
  readonly open: boolean;
  readonly params: readonly Value[];
  readonly path: NodePath;
}

/** The one object that axios makes of the arguments and its options, and that interceptors are given. */
function asConfig(
  written: ObjectValue | null,
  { method, url, data }: Given,
  { open, params, path }: More,
): ObjectValue {
  const given: Entry[] = Object.entries({
    url,
    method: method === null ? undefined : literal(method.toLowerCase(), path),
    data,
    params: combined(...params) ?? undefined,
  }).flatMap(([key, value]) => (value ? [{ key, when: null, value }] : []));
  const replaced = new Set(given.map(({ key }) => key));
  const entries = (written?.entries ?? []).filter(({ key }) => !replaced.has(key));
  return { kind: 'object', entries: [...entries, ...given], open: open || (written?.open ?? false), path };
}

function literal(value: string, path: NodePath): Value {
  return { kind: 'literal', value, path };
}

/** What the interceptors of requests, the last one first, make of the options; null where that is not known. */
function requested({ onRequest: { uses, settled } }: AxiosSetup, config: ObjectValue): ObjectValue | null {
  if (uses.length === 0) return config;
  if (!settled || config.open) return null;
  const headers: Value = { kind: 'object', entries: [], open: false, path: config.path };
  const hasHeaders = config.entries.some(({ key }) => key === 'headers');
  let sent = hasHeaders
    ? config
    : { ...config, entries: [...config.entries, { key: 'headers', when: null, value: headers }] };
  for (const use of [...uses].reverse()) {
    const [change, , ...more] = use.get('arguments') as NodePath[];
    const made = change && more.length === 0 ? madeBy(change, sent) : null;
    if (made?.does !== 'gives' || made.value.kind !== 'object' || made.value.open) return null;
    sent = made.value;
  }
  const home = programOf(config.path);
  if (uses.every((use) => programOf(use) === home)) return sent;
  const here = localised(sent, { path: config.path, access: null });
  return here.kind === 'object' ? here : null;
}

/** axios merges `params` key by key. */
function paramsOf(sources: readonly (Value | null | undefined)[]): Value[] {
  return sources.flatMap((source) => present(source?.kind === 'object' ? option(source, 'params') : undefined));
}

/** What the promise is resolved with, and whether v1's errors reject it; null where that is the author's own affair. */
function answersOf(options: ObjectValue, { onResponse: { uses, settled } }: AxiosSetup): Intercepted | null {
  if (uses.length > 0 && !settled) return null;
  const seen = { status: OK_STATUS, statusText: OK_TEXT };
  const type = option(options, 'responseType');
  const name = literalText(type) ?? (type ? '' : 'json');
  const known = !isSet(option(options, 'transformResponse')) && ['json', 'text'].includes(name);
  if (!known) return uses.length > 0 ? null : { shape: responseOf(seen), rejects: false };
  return intercepted(uses, seen, name === 'text' ? TEXT : ENVELOPE);
}
