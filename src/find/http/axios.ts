/** `axios`: the function, its methods, instances made by `axios.create`, and what interceptors and defaults add. */
import { unknown } from '../../evaluate/evaluate.js';
import { literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import { type CallSite, ENVELOPE, type HttpClient, type HttpRequest, OK_STATUS, type Shape, TEXT } from '../request.js';
import { type AxiosSetup, axiosSetup, handedOn } from './axios-setup.js';
import { asJson, namesNoType, unwrapped } from './bodies.js';
import { type Callee, calleeOf, verb } from './callee.js';
import { methodOption, option, present, readOptions, transport, transportOptions } from './options.js';
import { isSet, OK_TEXT, resolves, responseOf } from './shapes.js';
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
  const setup = axiosSetup(call.path);
  const { options, hidden } = readOptions(...callee.defaults, setup.defaults, given.config);
  const path = given.url ?? option(options, 'url');
  const base = option(options, 'baseURL');
  const opaque = given.config && given.config.kind !== 'object' ? given.config : undefined;
  if (!path && !base && !opaque) return null;
  const url = path || base ? joinUrl(base && address(base), path && address(path)) : (opaque as Value);
  // An interceptor or a transformation may send anything.
  const changed = setup.onRequest.map((use) => unknown(use));
  const written = given.data ?? option(options, 'data');
  const transform = option(options, 'transformRequest');
  const made = transform && written && transformed(transform, written);
  const opaqueTransform = made ? [] : present(transform).map(({ path }) => unknown(path));
  const data = made ?? written;
  const plain =
    hidden.length + changed.length + opaqueTransform.length === 0 &&
    !made &&
    !Object.hasOwn(FORM_METHODS, callee.members[0] ?? '') &&
    namesNoType(option(options, 'headers'));
  return {
    client: 'axios',
    site: call.path,
    method: given.method ?? (hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET')),
    url,
    query: present(...paramsOf([...callee.defaults, setup.defaults, given.config])),
    body: [
      ...present(data).map((value) => (plain ? asJson(unwrapped(value)) : unwrapped(value))),
      ...hidden,
      ...changed,
      ...opaqueTransform,
    ],
    delivery: resolves(responseShape(options, setup)),
    transport: [...transportOptions(options), ...interceptors(setup)],
    ...(!option(options, 'validateStatus') && { failsOnStatus: true }),
    // Only a page has it as a global.
    ...(callee.module === null && { browser: true }),
  };
}

function interceptors(setup: AxiosSetup) {
  const opaque = handedOn(setup) === null ? setup.onResponse : [];
  return [...setup.onRequest, ...opaque, ...setup.wrapped].map((use) => transport('interceptors', unknown(use)));
}

/** axios merges `params` key by key. */
function paramsOf(sources: readonly (Value | null | undefined)[]): Value[] {
  return sources.flatMap((source) => present(source?.kind === 'object' ? option(source, 'params') : undefined));
}

function responseShape(options: ObjectValue | null, setup: AxiosSetup): Shape {
  const seen = { status: OK_STATUS, statusText: OK_TEXT };
  // What an interceptor gives back is the author's own.
  const handed = handedOn(setup);
  if (handed === null) return responseOf({});
  const type = option(options, 'responseType');
  const name = literalText(type) ?? (type ? '' : 'json');
  const known = !isSet(option(options, 'transformResponse')) && ['json', 'text'].includes(name);
  if (!known) return responseOf(handed === 'data' ? {} : seen);
  const data = name === 'text' ? TEXT : ENVELOPE;
  return handed === 'data' ? data : responseOf({ ...seen, data });
}
