/** Calls that enter a function of the author's through what a library, or `bind`, made of it. */
import { evaluate } from '../../evaluate/evaluate.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { type FunctionValue, isExternal, type Value } from '../../evaluate/value.js';
import type { ast, NodePath } from '../../syntax/index.js';
import { concernedIn } from '../concerned.js';
import { isLifter, isThunker, isWaitedFor, promised } from '../http/callee.js';
import { type Call, entered, memberCalled, programPath } from './call-sites.js';

/**
 * What the promise is resolved with that stands for the callback: the first thing it gets, a list where it gets several,
 * a list always.
 */
export type Promises = 'first' | 'several' | 'list';

export interface Applied {
  readonly call: Call;
  readonly value: FunctionValue;
  /** what the function is given, before the library's callback, if there is one */
  readonly args: readonly NodePath[];
  readonly promises: Promises | null;
}

/** A function of the author's, with what it is given before the call's own arguments. */
type Made = Omit<Applied, 'call'>;

const APPLIED = new WeakMap<ast.Node, readonly Applied[]>();
/** Without one of these words there is none. */
const WORDS =
  /promisify|pify|denodeify|thenify|thunkify|yield|fromCallback|fromNode|\blift\b|\bnf(?:call|apply|bind)\b|\bbind\b|\bpartial\b|Async\b/;

/** The calls in the file, in the order of the text. */
function appliedIn(program: NodePath): readonly Applied[] {
  const known = APPLIED.get(program.node);
  if (known) return known;
  const text = homeOf(program.node)?.module.text;
  const found: Applied[] = [];
  if (text === undefined || WORDS.test(text)) {
    const isConcerned = concernedIn(program);
    const visit = (path: NodePath) => {
      const made = isConcerned(path.node) ? appliedAt(path as Call) : null;
      if (made) found.push({ ...made, call: path as Call });
    };
    program.traverse({ CallExpression: visit, OptionalCallExpression: visit });
  }
  APPLIED.set(program.node, found);
  return found;
}

/** The files whose functions they enter. */
export function homesOfApplied(program: NodePath): readonly NodePath[] {
  return appliedIn(program).map(({ value }) => programPath(value.fn));
}

/** Those that enter the function. */
export function appliedSitesOf(fn: NodePath<ast.Function>, programs = [programPath(fn)]): readonly Applied[] {
  return programs.flatMap((program) => appliedIn(program).filter(({ value }) => value.fn.node === fn.node));
}

function appliedAt(call: Call): Made | null {
  const path = call.get('callee') as NodePath;
  const args = call.get('arguments') as NodePath[];
  if (!args.every((one) => one.isExpression())) return null;
  const callee = evaluate(path);
  if (callee.kind === 'external') return handedAndCalled(callee, args);
  const made = callee.kind === 'function' ? null : madeOf(callee, path);
  const isThunk = callee.kind === 'call' && isThunker(callee.callee);
  return made && !(isThunk && !isWaitedFor(call)) ? { ...made, args: [...made.args, ...args] } : null;
}

/** `Q.nfcall(list, 'example.org')`, `Q.nfapply(list, ['example.org'])` */
function handedAndCalled(callee: Value, args: readonly NodePath[]): Made | null {
  const [first, ...rest] = args;
  const spread = isExternal(callee, ['q'], 'nfapply');
  if (!first || !(spread || isExternal(callee, ['q'], 'nfcall'))) return null;
  const [list, ...others] = rest;
  if (spread && (!list?.isArrayExpression() || others.length > 0)) return null;
  const given = spread ? (list?.get('elements') as unknown as NodePath[]) : rest;
  const made = madeOf(evaluate(first), first);
  if (!made || made.promises || !given.every((one) => one.isExpression())) return null;
  return { ...made, args: [...made.args, ...given], promises: 'several' };
}

/** The function behind `promisify(f)`, `f.bind(null, x)`, `_.partial(f, x)`, `promisifyAll(api).listAsync`. */
function madeOf(value: Value, path: NodePath): Made | null {
  const plain = entered(value, path);
  if (plain) return isFree(plain) ? { value: plain, args: [], promises: null } : null;
  const promise = promised(value);
  if (promise) {
    const inner = memberOf(promise.value, path) ?? madeOf(promise.value, path);
    const lifted = value.kind === 'call' && isLifter(value.callee);
    return inner && !inner.promises
      ? { ...inner, promises: lifted ? 'several' : promise.multiple ? 'list' : 'first' }
      : null;
  }
  if (value.kind !== 'call' || value.construct) return null;
  const { callee, args } = value;
  const bound = callee.kind === 'member' && callee.property === 'bind' ? callee.object : null;
  const partial = isExternal(callee, ['lodash', 'underscore'], 'partial') || isExternal(callee, ['lodash.partial']);
  const inner = bound ? madeOf(bound, path) : partial && args[0] ? madeOf(args[0], path) : null;
  // `_.partial(f, _, x)` leaves a place open.
  const given = args.slice(1).map((one) => one.path);
  const known = given.every((one) => one.listKey === 'arguments' && !one.isIdentifier({ name: '_' }));
  return inner && !inner.promises && known ? { ...inner, args: [...inner.args, ...given] } : null;
}

/** `promisifyAll(api).listAsync`: `list` of `api`. */
function memberOf(value: Value, path: NodePath): Made | null {
  if (value.kind !== 'member' || value.property === null) return null;
  const found = memberCalled(value.object, value.property, path);
  return found && isFree(found) ? { value: found, args: [], promises: null } : null;
}

/** It does not ask what object it is called on: that need not be the one any more. */
function isFree({ fn }: FunctionValue): boolean {
  let free = true;
  fn.traverse({
    ThisExpression() {
      free = false;
    },
  });
  return free;
}
