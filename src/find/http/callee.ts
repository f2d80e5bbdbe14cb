/** What is called: a function of a package, of an instance made by it, or a promised copy of either. */
import { isExternal, type Value } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';
import type { CallSite } from '../request.js';
import { asOptions } from './options.js';

/** Names of request functions, as most clients have them. */
const VERBS: Readonly<Record<string, string>> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  del: 'DELETE',
  head: 'HEAD',
};

/** `post` → POST; null: no request function. */
export function verb(name: string | undefined): string | null {
  return name !== undefined && Object.hasOwn(VERBS, name) ? (VERBS[name] ?? null) : null;
}

export interface Callee {
  /** null: a global */
  readonly module: string | null;
  /** without `default` */
  readonly members: readonly string[];
  /** options given to what made the instance, the first maker's first */
  readonly defaults: readonly Value[];
  /** the calls that made the instance, the first maker's first */
  readonly making: readonly NodePath[];
}

/**
 * The package function behind a callee, through instances: with `makers` ['create'],
 * `axios.create({…}).post` is { module: 'axios', members: ['post'], defaults: [{…}] }. Null: something else.
 */
export function calleeOf(
  value: Value,
  modules: readonly (string | null)[],
  makers: readonly string[] = [],
): Callee | null {
  switch (value.kind) {
    case 'external':
      if (!modules.includes(value.module)) return null;
      return {
        module: value.module,
        members: value.members.filter((name) => name !== 'default'),
        defaults: [],
        making: [],
      };
    case 'member': {
      const base = value.property === null ? null : calleeOf(value.object, modules, makers);
      if (!base || value.property === null) return null;
      return value.property === 'default' ? base : { ...base, members: [...base.members, value.property] };
    }
    case 'call': {
      const base = calleeOf(value.callee, modules, makers);
      const maker = base?.members.at(-1);
      if (!base || maker === undefined || !makers.includes(maker)) return null;
      return {
        ...base,
        members: base.members.slice(0, -1),
        defaults: [...base.defaults, ...value.args],
        making: [...base.making, ...(value.origin ? [value.origin] : [])],
      };
    }
    case 'choice': {
      // `(secure ? https : http).request`
      const then = calleeOf(value.then, modules, makers);
      const otherwise = calleeOf(value.otherwise, modules, makers);
      return then && otherwise && then.members.join('.') === otherwise.members.join('.') ? then : null;
    }
    default:
      return null;
  }
}

export interface Promised {
  /** the function that is promised, or what holds it */
  readonly value: Value;
  /** resolves with all that the callback gets after the error */
  readonly multiple: boolean;
}

const PROMISERS: readonly (readonly [string | null, string | null])[] = [
  ['util', 'promisify'],
  ['bluebird', 'promisify'],
  ['es6-promisify', 'promisify'],
  ['es6-promisify', null],
  ['pify', null],
  ['thenify', null],
  [null, 'Promise.promisify'],
  ['promise', 'denodeify'],
  ['rsvp', 'denodeify'],
];

/** They resolve with a list of all that the callback gets, where that is more than one thing. */
const LIFTERS: readonly (readonly [string, string])[] = [
  ['q', 'denodeify'],
  ['q', 'nfbind'],
  ['when/node', 'lift'],
  ['when/node/function', 'lift'],
];

export function isLifter(callee: Value): boolean {
  return isThunker(callee) || LIFTERS.some(([module, name]) => isExternal(callee, [module], name));
}

/** What it makes gives functions that take the callback, for which a coroutine waits as for a promise. */
export function isThunker(callee: Value): boolean {
  return isExternal(callee, ['thunkify']) || isExternal(callee, [null], 'thunkify');
}

/** Is the value waited for at once, alone or with others of a list? */
export function isWaitedFor({ parentPath: parent }: NodePath): boolean {
  if (!parent?.isArrayExpression()) return parent?.isAwaitExpression() === true;
  return parent.listKey === 'arguments' && parent.parentPath.parentPath?.isAwaitExpression() === true;
}

/** `Q.nfcall(request.post, options)`: what `Q.denodeify(request.post)` is called with; null: no such thing. */
export function calledByLibrary(callee: Value, args: () => readonly Value[]): Omit<CallSite, 'path'> | null {
  const listed = isExternal(callee, ['q'], 'nfapply');
  if (!listed && !isExternal(callee, ['q'], 'nfcall')) return null;
  const [fn, ...rest] = args();
  const [list] = rest;
  const given = !listed ? rest : list?.kind === 'array' && !list.open ? list.items : null;
  if (!fn || !given) return null;
  const lifter: Value = { kind: 'external', module: 'q', members: ['denodeify'], path: callee.path };
  return { callee: { kind: 'call', construct: false, callee: lifter, args: [fn], path: callee.path }, args: given };
}

/** `util.promisify(f)` → f; `Promise.promisifyAll(object).postAsync` → object.post. Null: no such thing. */
export function promised(callee: Value): Promised | null {
  if (callee.kind === 'member' && callee.property?.endsWith('Async') && callee.object.kind === 'call') {
    const all = callee.object;
    const [object] = all.args;
    const many =
      isExternal(all.callee, ['bluebird'], 'promisifyAll') || isExternal(all.callee, [null], 'Promise', 'promisifyAll');
    if (!many || !object) return null;
    const property = callee.property.slice(0, -'Async'.length);
    const value: Value =
      object.kind === 'external'
        ? { ...object, members: [...object.members, property] }
        : { ...callee, object, property };
    return { value, multiple: multiArgs(all.args[1]) };
  }
  if (callee.kind !== 'call' || !callee.args[0]) return null;
  if (isLifter(callee.callee)) return { value: callee.args[0], multiple: true };
  const one = PROMISERS.some(([module, name]) => isExternal(callee.callee, [module], ...(name?.split('.') ?? [])));
  return one ? { value: callee.args[0], multiple: multiArgs(callee.args[1]) } : null;
}

function multiArgs(options: Value | undefined): boolean {
  return asOptions(options)?.entries.some((entry) => entry.key === 'multiArgs') ?? false;
}
