/** List methods and lodash functions over the lists of an answer. */
import { isExternal, type Value } from '../../evaluate/value.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { followCallback } from './called-back.js';
import type { Follower } from './follow.js';
import { lookAtPut } from './list-changes.js';
import { apply, type Listed, type ListFunction, result, unwrapped, type Wrap } from './list-functions.js';

type V1 = Shape & { is: 'v1' };

const METHODS: Readonly<Record<string, ListFunction>> = {
  forEach: { elements: [0], gives: 'plain' },
  map: { elements: [0], gives: 'mapped' },
  flatMap: { elements: [0], gives: 'flatMapped' },
  flat: { elements: [], gives: 'flat' },
  filter: { elements: [0], gives: 'list' },
  find: { elements: [0], gives: 'element' },
  findLast: { elements: [0], gives: 'element' },
  findIndex: { elements: [0], gives: 'plain' },
  findLastIndex: { elements: [0], gives: 'plain' },
  some: { elements: [0], gives: 'plain' },
  every: { elements: [0], gives: 'plain' },
  reduce: { elements: [1], gives: 'reduced' },
  reduceRight: { elements: [1], gives: 'reduced' },
  sort: { elements: [0, 1], gives: 'list' },
  toSorted: { elements: [0, 1], gives: 'list' },
  slice: { elements: [], gives: 'list' },
  splice: { elements: [], gives: 'list' },
  concat: { elements: [], gives: 'list' },
  reverse: { elements: [], gives: 'list' },
  toReversed: { elements: [], gives: 'list' },
  toSpliced: { elements: [], gives: 'list' },
  with: { elements: [], gives: 'list' },
  fill: { elements: [], gives: 'list' },
  values: { elements: [], gives: 'list' },
  pop: { elements: [], gives: 'element' },
  shift: { elements: [], gives: 'element' },
  at: { elements: [], gives: 'element' },
  entries: { elements: [], gives: 'pairs' },
  keys: { elements: [], gives: 'plain' },
  copyWithin: { elements: [], gives: 'list' },
  push: { elements: [], gives: 'plain' },
  unshift: { elements: [], gives: 'plain' },
  hasMore: { elements: [], gives: 'plain' },
  getCount: { elements: [], gives: 'plain' },
};

/** Methods that npm cloudflare 0.0.x gave its lists, and the fields that they told. */
const PAGED = new Map([
  ['hasMore', 'has_more'],
  ['getCount', 'count'],
]);

const LODASH: Readonly<Record<string, ListFunction>> = {
  each: METHODS.forEach as ListFunction,
  forEach: METHODS.forEach as ListFunction,
  map: METHODS.map as ListFunction,
  collect: METHODS.map as ListFunction,
  pluck: { elements: [0], gives: 'plain' },
  flatMap: METHODS.flatMap as ListFunction,
  flatten: METHODS.flat as ListFunction,
  flattenDeep: METHODS.flat as ListFunction,
  filter: METHODS.filter as ListFunction,
  select: METHODS.filter as ListFunction,
  where: METHODS.filter as ListFunction,
  reject: METHODS.filter as ListFunction,
  find: METHODS.find as ListFunction,
  detect: METHODS.find as ListFunction,
  findWhere: METHODS.find as ListFunction,
  findIndex: METHODS.findIndex as ListFunction,
  some: METHODS.some as ListFunction,
  any: METHODS.some as ListFunction,
  every: METHODS.every as ListFunction,
  all: METHODS.every as ListFunction,
  sortBy: METHODS.filter as ListFunction,
  orderBy: METHODS.filter as ListFunction,
  uniqBy: METHODS.filter as ListFunction,
  groupBy: METHODS.filter as ListFunction,
  keyBy: METHODS.filter as ListFunction,
  indexBy: METHODS.filter as ListFunction,
  countBy: METHODS.some as ListFunction,
  reduce: METHODS.reduce as ListFunction,
  first: METHODS.pop as ListFunction,
  head: METHODS.pop as ListFunction,
  last: METHODS.pop as ListFunction,
  toArray: METHODS.slice as ListFunction,
  take: METHODS.slice as ListFunction,
  takeRight: METHODS.slice as ListFunction,
  drop: METHODS.slice as ListFunction,
  dropRight: METHODS.slice as ListFunction,
  initial: METHODS.slice as ListFunction,
  tail: METHODS.slice as ListFunction,
  rest: METHODS.slice as ListFunction,
  compact: METHODS.slice as ListFunction,
  uniq: METHODS.slice as ListFunction,
  reverse: METHODS.slice as ListFunction,
  shuffle: METHODS.slice as ListFunction,
  takeWhile: METHODS.filter as ListFunction,
  dropWhile: METHODS.filter as ListFunction,
  sample: METHODS.pop as ListFunction,
  nth: METHODS.pop as ListFunction,
  findLast: METHODS.find as ListFunction,
  findLastIndex: METHODS.findIndex as ListFunction,
  maxBy: METHODS.find as ListFunction,
  minBy: METHODS.find as ListFunction,
  sumBy: METHODS.some as ListFunction,
  meanBy: METHODS.some as ListFunction,
  size: METHODS.getCount as ListFunction,
  isEmpty: METHODS.getCount as ListFunction,
  isArray: METHODS.getCount as ListFunction,
};

/** Functions that give an object: what its values are. */
const GROUPS = new Map([
  ['groupBy', 'list'],
  ['keyBy', 'element'],
  ['indexBy', 'element'],
]);

/** Of groups: what says nothing of what is in them. */
export const COUNTED = new Set(['keys', 'size', 'isEmpty', 'has']);

/** Functions that take a list as iteratee for a name and its value, not for several names. */
const TESTS = new Set(['filter', 'select', 'reject', 'find', 'detect', 'findIndex', 'some', 'any', 'every', 'all']);

const LODASH_MODULES = ['lodash', 'underscore', 'lodash-es'];

/** `records.filter(f)` and its kin; false where the method is none of them. */
export function followListMethod(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  name: string,
  shape: Listed,
): boolean {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) return shape.is === 'v1' && stringMethod(name);
  if (shape.is === 'v1' && PAGED.has(name)) {
    follower.follow(call, { is: 'v1', path: [...shape.path.slice(0, -1), PAGED.get(name) as string] });
    return true;
  }
  const [callback, start] = call.get('arguments') as NodePath[];
  if (shape.is === 'v1' && follower.isList(shape)) lookAtPut(follower, call, name, shape);
  apply(follower, { call, fn: method, callback, start, shape, wrap: unwrapped });
  return true;
}

/** `Array.from(records, f)`, `Object.entries(records)`; false where the function is none of these. */
export function followListCopy(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  callee: Value,
  path: NodePath,
  shape: Shape,
): boolean {
  if (path.key !== 0 || (shape.is !== 'many' && !(shape.is === 'v1' && follower.isList(shape)))) return false;
  const [, mapper] = call.get('arguments');
  const called = (object: string, name: string) => isExternal(callee, [null], object, name);
  const give = (name: string, callback?: NodePath) =>
    apply(follower, { call, fn: METHODS[name] as ListFunction, callback, start: undefined, shape, wrap: unwrapped });
  if (called('Array', 'from')) give(mapper ? 'map' : 'slice', mapper);
  else if (called('Object', 'values')) give('values');
  else if (called('Object', 'entries')) give('entries');
  else return false;
  return true;
}

/** Methods of bluebird's promises of lists: what they give is promised in turn. */
const PROMISED: Readonly<Record<string, ListFunction>> = {
  filter: METHODS.filter as ListFunction,
  each: METHODS.filter as ListFunction,
  map: METHODS.map as ListFunction,
  mapSeries: METHODS.map as ListFunction,
  reduce: METHODS.reduce as ListFunction,
};

/** `.filter(f)` of a promise of records. */
export function followPromised(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  name: string,
  shape: V1,
): boolean {
  const method = Object.hasOwn(PROMISED, name) ? PROMISED[name] : undefined;
  const [callback] = call.get('arguments') as NodePath[];
  if (!method || !callback) return false;
  const element: Shape = { is: 'v1', path: [...shape.path, '*'] };
  let mapped: Shape | null = null;
  followCallback(follower, callback, name === 'reduce' ? [null, element] : [element], (returned) => {
    mapped = returned;
  });
  if (method.gives === 'list') follower.follow(call, { is: 'promise', of: { ...shape, derived: true } });
  else if (mapped && !follower.isLeaf(mapped)) return false;
  return true;
}

/** Methods of single values: the value is converted where it is read. */
function stringMethod(name: string): boolean {
  return name in String.prototype || name in Number.prototype;
}

/** `_.map(records, …)`: the list is the first argument. */
export function followLodash(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  callee: Value,
  path: NodePath,
  shape: Listed,
): boolean {
  const name = lodashName(callee);
  if (name === null || path.key !== 0) return false;
  const [, iteratee, start] = call.get('arguments') as NodePath[];
  if (name !== '' && name !== 'chain') return lodashGives(follower, { call, iteratee, start }, name, shape, unwrapped);
  follower.follow(call, { is: 'wrapped', of: shape, explicit: name === 'chain' });
  return true;
}

/** `.filter({ type: 'A' })` of `_(records)`; false where the method is not known. */
export function followChain(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  name: string,
  shape: Shape & { is: 'wrapped' },
): boolean {
  const { of, explicit } = shape;
  if (name === 'value' || name === 'run' || name === 'valueOf' || name === 'toJSON') {
    follower.follow(call, of);
    return true;
  }
  const [iteratee, start] = call.get('arguments') as NodePath[];
  // How many groups there are, and what they are called, is nothing of the answer.
  if (of.is === 'groups') return COUNTED.has(name);
  if (of.is !== 'v1' && of.is !== 'many') return false;
  const wrap: Wrap = (given) => {
    const isOne = given.is === 'v1' && given.path.at(-1) === '*';
    return isOne && !explicit ? given : { is: 'wrapped', of: given, explicit };
  };
  return lodashGives(follower, { call, iteratee, start }, name, of, wrap);
}

interface LodashCall {
  readonly call: NodePath<ast.CallExpression>;
  readonly iteratee: NodePath | undefined;
  /** what `reduce` begins with */
  readonly start: NodePath | undefined;
}

function lodashGives(
  follower: Follower,
  { call, iteratee, start }: LodashCall,
  name: string,
  shape: Listed,
  wrap: Wrap,
): boolean {
  const known = Object.hasOwn(LODASH, name) ? LODASH[name] : undefined;
  if (!known) return false;
  const parts = { call, fn: known, callback: iteratee, start, shape, wrap };
  if (shape.is === 'many') {
    // Names of what is in it are names of the author's.
    const isPlain = !iteratee || iteratee.isFunction() || known.elements.length === 0;
    if (isPlain && !GROUPS.has(name)) apply(follower, parts);
    return isPlain && !GROUPS.has(name);
  }
  const pair = iteratee?.isArrayExpression() && TESTS.has(name) ? iteratee : null;
  if (GROUPS.has(name)) {
    const grouped = iteratee && !shorthand(follower, iteratee, shape) ? iteratee : null;
    const element: Shape = { is: 'v1', path: [...shape.path, '*'] };
    if (grouped) followCallback(follower, grouped, [element]);
    const of = GROUPS.get(name) === 'list' ? { ...shape, derived: true } : element;
    follower.follow(call, wrap({ is: 'groups', of }));
    return true;
  }
  if (pair) {
    // `['service_mode', '0']`: a name and its value.
    follower.answer.named.push({ path: pair, kind: 'matcher', base: { is: 'v1', path: [...shape.path, '*'] } });
    result(follower, parts, null);
    return true;
  }
  if (iteratee && shorthand(follower, iteratee, shape)) result(follower, parts, null);
  else apply(follower, parts);
  return true;
}

/** '' for the function that the package itself is. */
export function lodashName(callee: Value): string | null {
  if (callee.kind !== 'external') return null;
  const { module, members } = callee;
  if (module === null) return members[0] === '_' && members.length <= 2 ? (members[1] ?? '') : null;
  if (LODASH_MODULES.includes(module)) return members.length < 2 ? (members[0] ?? '') : null;
  const single = /^lodash[./](\w+)$/.exec(module)?.[1];
  return single && members.length === 0 ? single : null;
}

/** `'name'`, `{ name: x }`, `['name', 'type']` in place of a function. */
function shorthand(follower: Follower, iteratee: NodePath, shape: V1): boolean {
  const base: V1 = { is: 'v1', path: [...shape.path, '*'] };
  if (iteratee.isStringLiteral()) {
    follower.answer.named.push({ path: iteratee, kind: 'string', base });
    return true;
  }
  if (iteratee.isObjectExpression()) {
    for (const property of iteratee.get('properties')) {
      if (property.isObjectProperty() && !property.node.computed)
        follower.answer.named.push({ path: property as NodePath, kind: 'matcher', base });
      else follower.problem('dynamic-read', property as NodePath);
    }
    return true;
  }
  if (iteratee.isArrayExpression()) {
    for (const element of iteratee.get('elements') as NodePath[]) {
      if (element.isStringLiteral()) follower.answer.named.push({ path: element, kind: 'string', base });
      else if (element.node && element.isFunction()) followCallback(follower, element, [base]);
      else follower.problem('dynamic-read', element);
    }
    return true;
  }
  return false;
}
