/** Copies and items of lists whose items are known: `[].slice.call(arguments, 1)`, `args.pop()`. */
import type { ast, Binding, NodePath } from '../syntax/index.js';
import { sameFunction } from './control.js';
import { bare, evaluate } from './evaluate.js';
import { type ArrayValue, type Env, isExternal, type Value } from './value.js';

/** A list made of another one, or of `arguments`, by functions that are not called on it. */
export function copiedList(callee: Value, args: readonly NodePath[], written: NodePath, env?: Env): Value | null {
  const [first, ...others] = args;
  if (!first) return null;
  if (callee.kind === 'member' && callee.property === 'call' && isSlice(callee.object))
    return slicedOf(evaluate(first, env), others, written, env);
  if (isExternal(callee, [null], 'Array', 'prototype', 'slice', 'call'))
    return slicedOf(evaluate(first, env), others, written, env);
  const copies =
    isExternal(callee, [null], 'Array', 'from') ||
    ['lodash', 'underscore'].some((library) => isExternal(callee, [library], 'toArray'));
  return copies && others.length === 0 ? slicedOf(evaluate(first, env), [], written, env) : null;
}

/** `[].slice`, which is the same of every list. */
function isSlice(value: Value): boolean {
  if (isExternal(value, [null], 'Array', 'prototype', 'slice')) return true;
  return value.kind === 'member' && value.property === 'slice' && value.object.kind === 'array';
}

function slicedOf(list: Value, args: readonly NodePath[], written: NodePath, env?: Env): Value | null {
  return list.kind === 'array' ? sliced(list, args, written, env) : null;
}

/** `list.slice(1, -1)` */
export function sliced(list: ArrayValue, args: readonly NodePath[], written: NodePath, env?: Env): Value | null {
  const bounds = args.map((argument) => evaluate(argument, env));
  const numbers = bounds.map((one) => (one.kind === 'literal' ? one.value : null));
  if (list.open || numbers.some((one) => one !== undefined && typeof one !== 'number')) return null;
  const [from, to] = numbers as (number | undefined)[];
  return { kind: 'array', items: list.items.slice(from, to), open: false, path: written, env };
}

/** What `list.pop()` gives, where it runs once for each time that the list is made. */
export function takenOff(list: Value, method: 'pop' | 'shift', call: NodePath<ast.CallExpression>): Value | null {
  const holder = bare(call.get<NodePath>('callee.object'));
  const binding = holder.isIdentifier() ? holder.scope.getBinding(holder.node.name) : undefined;
  if (list.kind !== 'array' || list.open || !binding || !sameFunction(binding.path, call)) return null;
  // Any other list is shorter for whoever goes on with it.
  if (!isOfArguments(binding)) return null;
  const around = call.findParent((path) => path.isLoop() || path.node === binding.scope.path.node);
  if (around?.isLoop()) return null;
  const item = method === 'pop' ? list.items.at(-1) : list.items[0];
  return item ?? { kind: 'literal', value: undefined, path: call };
}

/** Is it made of the function's arguments, anew for each call? */
function isOfArguments({ path }: Binding): boolean {
  if (path.isRestElement()) return true;
  let isMade = false;
  const see = (one: NodePath) => {
    if (!one.isIdentifier() || !one.isReferencedIdentifier()) return;
    const binding = one.scope.getBinding(one.node.name);
    if (binding ? binding.path.isRestElement() : one.node.name === 'arguments') isMade = true;
  };
  if (path.isVariableDeclarator()) path.traverse({ enter: see });
  return isMade;
}

/** what is put together of lists: one that is added to itself again and again has soon more than fit anywhere */
export const MOST_ITEMS = 2000;

/** `one.concat(more)`; of too many it is only known that there are some. */
export function joinedLists(
  one: readonly Value[],
  more: readonly Value[],
  { open, path, env }: Pick<ArrayValue, 'open' | 'path' | 'env'>,
): ArrayValue {
  const isFew = one.length + more.length <= MOST_ITEMS;
  return { kind: 'array', items: isFew ? [...one, ...more] : [], open: open || !isFew, path, env };
}
