/** An answer that a function or a generator gives back: what its callers make of it. */

import { memberName } from '../../evaluate/evaluate.js';
import { programOf } from '../../evaluate/modules/localised.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { bindingOf, isCalledAtOnce } from './callers.js';
import { isDiscarded, isDropped } from './discarded.js';
import type { Follower } from './follow.js';
import { returnedBeside } from './merges.js';
import { passedThrough } from './passed-through.js';
import { standInBeside } from './stand-ins.js';
import { optional, sameShape } from './steps.js';
import { yieldedBy, yieldsOf } from './yields.js';

export function followReturned(follower: Follower, path: NodePath, shape: Shape): void {
  const fn = path.getFunctionParent() as NodePath<ast.Function> | null;
  if (!fn) return;
  if (fn.node === follower.boundary) return;
  follower.meets(returnedBeside(fn, path), shape);
  const inPromise = (one: Shape): Shape => (fn.node.async && one.is !== 'promise' ? { is: 'promise', of: one } : one);
  if (follower.givenBack.give(fn.node, inPromise(shape), path)) return;
  if (follower.isLeaf(shape)) return;
  const result = inPromise(follower.orStandIn(shape, standInBeside(fn, path), path));
  if (followedAsCallback(follower, fn, result) || isGivenThrough(follower, fn, result)) return;
  // What a type says is nothing is nothing to those that call, seen or not.
  const callers = isDiscarded(path) ? null : follower.callersOf(fn);
  if (callers) {
    for (const caller of callers) {
      const before = follower.answer.shapes.get(caller.node);
      // A function that calls itself gives back what it gives back.
      if (before && sameShape(before, result)) continue;
      // What nobody takes may be of several calls.
      if (programOf(caller) === programOf(path) || !isDropped(caller)) follower.follow(caller, result);
    }
    if (callers.length > 0 || isCalledAtOnce(fn)) return;
  }
  const mapped = mappedWith(fn);
  if (mapped) {
    for (const call of mapped) follower.follow(call, { is: 'many', of: result });
    return;
  }
  if (shape.is === 'promise' && !follower.isLeaf(shape.of))
    return follower.leaves(path, shape.of, 'what a function gives back');
  if (shape.is !== 'promise') follower.leaves(path, shape, 'what a function gives back');
}

/** `withRetry(() => api(…))` gives what the function gives that it is handed. */
function isGivenThrough(follower: Follower, fn: NodePath<ast.Function>, shape: Shape): boolean {
  const call = fn.parentPath;
  if (!call?.isCallExpression() || fn.listKey !== 'arguments') return false;
  const passed = passedThrough(call, Number(fn.key), (callee) => follower.functionElsewhere(callee));
  if (!passed) return false;
  const of = shape.is === 'promise' ? shape.of : shape;
  follower.follow(call, { is: 'promise', of: passed === 'optional' ? optional(of) : of });
  return true;
}

/** `yield record`, `yield* records`: what a loop over what the generator gives goes through. */
export function followYielded(follower: Follower, path: NodePath<ast.YieldExpression>, shape: Shape): void {
  const fn = path.getFunctionParent() as NodePath<ast.Function> | null;
  const item = fn && yieldedBy(path, shape, fn.node);
  if (!fn || (item && follower.isLeaf(item))) return;
  const callers = item && follower.callersOf(fn);
  if (!item || !callers || callers.length === 0) return follower.leaves(path, shape, 'what a generator gives');
  follower.atEnd(() => yieldsOf(fn).every(({ node }) => follower.answer.shapes.has(node)), path);
  for (const caller of callers) follower.follow(caller, { is: 'many', of: item });
}

/** `names.map((name) => request(…))`: a list of what the callback gives back. */
function followedAsCallback(follower: Follower, fn: NodePath<ast.Function>, shape: Shape): boolean {
  const call = fn.parentPath;
  if (!call?.isCallExpression() || fn.listKey !== 'arguments') {
    if (call?.isCallExpression() && fn.key === 'callee') {
      follower.follow(call, shape);
      return true;
    }
    return false;
  }
  const callee = call.get('callee') as NodePath;
  if (!callee.isMemberExpression()) return false;
  const name = memberName(callee as NodePath<ast.MemberExpression>);
  if (name === 'map') follower.follow(call, { is: 'many', of: shape });
  else if (name === 'then' || name === 'catch')
    follower.follow(call, shape.is === 'promise' ? shape : { is: 'promise', of: shape });
  else if (name !== 'forEach') return shape.is === 'promise' && ['task', 'it', 'before', 'after'].includes(name ?? '');
  return true;
}

/** `zones.map(load)`, where that is all that is done with the function. */
function mappedWith(fn: NodePath<ast.Function>): NodePath[] | null {
  const binding = bindingOf(fn);
  if (!binding?.constant || binding.path.parentPath?.parentPath?.isExportNamedDeclaration()) return null;
  const calls = binding.referencePaths.map((use) => {
    const call = use.parentPath;
    const callee = call?.isCallExpression() && use.listKey === 'arguments' && use.key === 0 ? call.get('callee') : null;
    const isMap = callee?.isMemberExpression() && memberName(callee as NodePath<ast.MemberExpression>) === 'map';
    return isMap ? (call as NodePath) : null;
  });
  return calls.length > 0 && calls.every((call) => call !== null) ? (calls as NodePath[]) : null;
}
