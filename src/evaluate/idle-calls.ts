/** Calls of what the language, Node and libraries have that give a value and do nothing besides. */
import type { Value } from './value.js';

/** Globals whose calls only make values. */
const MAKERS = new Set([
  ...['Array', 'Boolean', 'Buffer', 'Date', 'Error', 'FormData', 'Headers', 'Intl', 'JSON', 'Map', 'Math', 'Number'],
  ...['Object', 'Promise', 'RangeError', 'RegExp', 'Set', 'String', 'Symbol', 'TypeError', 'URL', 'URLSearchParams'],
  ...[
    'decodeURI',
    'decodeURIComponent',
    'encodeURI',
    'encodeURIComponent',
    'escape',
    'isFinite',
    'isNaN',
    'parseFloat',
  ],
  ...['parseInt', 'require', 'structuredClone', 'unescape', '_'],
]);

/** Packages that compute, and do nothing else. */
const COMPUTING = new Set([
  ...[
    'querystring',
    'qs',
    'query-string',
    'url',
    'util',
    'path',
    'os',
    'crypto',
    'buffer',
    'punycode',
    'string_decoder',
  ],
  ...['lodash', 'lodash-es', 'lodash/fp', 'underscore', 'ramda', 'object-assign', 'extend', 'xtend', 'deep-extend'],
  ...['node.extend', 'moment', 'dayjs', 'uuid', 'form-data', 'url-search-params'],
]);

const BUILT_IN: readonly object[] = [
  Array.prototype,
  Boolean.prototype,
  Date.prototype,
  Map.prototype,
  Number.prototype,
  Object.prototype,
  RegExp.prototype,
  Set.prototype,
  String.prototype,
  URLSearchParams.prototype,
];

/** Methods that change what they are called on. */
const CHANGING = new Set([
  ...['push', 'unshift', 'pop', 'shift', 'splice', 'reverse', 'sort', 'fill', 'copyWithin', 'set', 'append', 'add'],
  ...['delete', 'clear'],
]);

const METHODS = new Set(BUILT_IN.flatMap((one) => Object.getOwnPropertyNames(one)));

/** Does a method of that name, of whatever it is, change what it is called on? */
export function isChanging(method: string): boolean {
  return CHANGING.has(method);
}

/** Is a method of that name one of lists, texts, numbers and their like? Whatever it is called on, it only reads that. */
export function isReading(method: string): boolean {
  return METHODS.has(method) && !CHANGING.has(method);
}

/** Packages whose calls are made for what they do. */
const DOING = new Set(['fs', 'fs/promises', 'fs-extra', 'graceful-fs', 'child_process', 'readline', 'timers']);

/** Is it called for what it does, whatever it gives back? */
export function isDoing(callee: Value): boolean {
  return callee.kind === 'external' && callee.module !== null && DOING.has(callee.module);
}

/** Does a call of it only make a value? */
export function isMaker(callee: Value): boolean {
  if (callee.kind !== 'external') return false;
  if (callee.module !== null) return COMPUTING.has(callee.module) || /^lodash[./]/.test(callee.module);
  return MAKERS.has(callee.members[0] ?? '');
}
