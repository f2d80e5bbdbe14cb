/** jQuery and Zepto: `$.ajax`, `$.post`, `$.get`, `$.getJSON`. They run in pages. */
import { literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';
import {
  type CallSite,
  type Delivery,
  ENVELOPE,
  type HttpClient,
  type HttpRequest,
  type Shape,
  TEXT,
} from '../request.js';
import { climb, type Use } from './handle.js';
import { callbackOf, methodOption, option, present, readOptions, transportOptions } from './options.js';
import { resolves, responseOf } from './shapes.js';
import { address } from './url.js';

const NAMES = new Set(['ajax', 'post', 'get', 'getJSON']);
const OBJECTS = new Set(['$', 'jQuery', 'Zepto']);
const MODULES = new Set(['jquery', 'zepto', 'jquery-deferred', 'cash-dom']);
const LISTENERS = new Set(['done', 'fail', 'always', 'success', 'error', 'complete']);
const XHR: Shape = responseOf({ status: { is: 'known', value: 200 }, responseText: TEXT, responseJSON: ENVELOPE });

interface Given {
  readonly method: string | null;
  readonly url: Value;
  readonly data: readonly Value[];
  readonly options: ObjectValue | null;
  readonly success: NodePath | null;
  readonly dataType: string | null;
}

export const jqueryClient: HttpClient = {
  id: 'jquery',
  match(call) {
    const name = call.path.isNewExpression() ? null : functionOf(call.callee);
    if (!name || call.args.length === 0) return null;
    const given = name === 'ajax' ? ajax(call) : short(name, call.args);
    return given && toRequest(call, given);
  },
};

/** `$.post`: a global, the package, or what a page calls `$` in `(function ($) {…})(jQuery)`. */
function functionOf(callee: Value): string | null {
  if (callee.kind === 'external') {
    const members = callee.members[0] === 'window' && callee.module === null ? callee.members.slice(1) : callee.members;
    const [first, second] = callee.module === null ? members : ['$', ...members];
    const known =
      callee.module === null
        ? members.length === 2 && OBJECTS.has(first ?? '')
        : MODULES.has(callee.module) && members.length === 1;
    return known && second && NAMES.has(second) ? second : null;
  }
  if (callee.kind !== 'member' || callee.object.kind !== 'param' || !callee.property) return null;
  return OBJECTS.has(callee.object.binding.identifier.name) && NAMES.has(callee.property) ? callee.property : null;
}

function ajax(call: CallSite): Given | null {
  const [first, second] = call.args;
  if (!first) return null;
  const { options, hidden } = readOptions(first.kind === 'object' ? first : second);
  const url = first.kind === 'object' ? option(options, 'url') : first;
  if (!url) return null;
  const method = methodOption(options, 'GET');
  return {
    method: hidden.length > 0 && !option(options, 'method', 'type') ? null : method,
    url,
    data: [...present(option(options, 'data')), ...hidden],
    options,
    success: option(options, 'success')?.path ?? null,
    dataType: literalText(option(options, 'dataType')),
  };
}

/** `$.post(url, data?, success?, dataType?)`, `$.post({…})` */
function short(name: string, args: readonly Value[]): Given | null {
  const [first, ...rest] = args;
  if (!first) return null;
  const options = first.kind === 'object' ? first : null;
  const url = options ? option(options, 'url') : first;
  if (!url) return null;
  const last = rest.at(-1);
  const type = rest.length > 1 || last?.kind === 'literal' ? literalText(last) : null;
  const isType = type !== null && ['json', 'jsonp', 'text', 'html', 'xml', 'script'].includes(type);
  const own = isType ? rest.slice(0, -1) : rest;
  const second = own[0]?.kind === 'function' ? undefined : own[0];
  const success = callbackOf([first, ...own], second ? 2 : 1) ?? option(options, 'success')?.path ?? null;
  return {
    method: name === 'post' ? 'POST' : 'GET',
    url,
    data: present(options ? option(options, 'data') : second),
    options,
    success,
    dataType: name === 'getJSON' ? 'json' : isType ? type : literalText(option(options, 'dataType')),
  };
}

function toRequest(call: CallSite, given: Given): HttpRequest {
  const uses: Use[] = [];
  const site = climb(call.path, LISTENERS, uses);
  const plain = given.method === 'GET' || given.dataType === 'jsonp';
  return {
    client: 'jquery',
    site,
    method: given.method,
    url: address(given.url),
    query: plain ? given.data : [],
    body: plain ? [] : given.data,
    delivery: deliver(given, uses),
    transport: transportOptions(given.options),
    browser: true,
  };
}

function deliver(given: Given, uses: readonly Use[]): Delivery {
  const handler = (...names: string[]) => uses.find((use) => names.includes(use.name))?.args[0];
  // Without a type jQuery goes by the answer's, which was JSON.
  const shape = given.dataType === 'text' || given.dataType === 'html' ? TEXT : ENVELOPE;
  const callback = given.success ?? handler('done', 'success') ?? null;
  const error = option(given.options, 'error')?.path ?? handler('fail', 'error');
  if (!callback) return resolves(shape);
  return { by: 'callback', callback, params: [shape, { is: 'known', value: 'success' }, XHR], ...(error && { error }) };
}
