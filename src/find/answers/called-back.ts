/** Functions that are called back with the answer: the call's own callback, handlers of promises, what callers hand in. */

import { argumentsOf } from '../../evaluate/arguments.js';
import { bare, evaluate } from '../../evaluate/evaluate.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { takesErrorOnly } from './async-library.js';
import { allUsesOf } from './callers.js';
import type { Follower } from './follow.js';
import { functionAt, isInline } from './function-at.js';
import type { OnReturn } from './given-back.js';
import { handedFunctions } from './receivers.js';

/** A function that is called back with these shapes. */
export function followCallback(
  follower: Follower,
  path: NodePath,
  params: readonly (Shape | null)[],
  onReturn?: OnReturn,
): NodePath<ast.Function> | null {
  const fn = functionAt(path) ?? (isOwn(follower, path) ? takerElsewhere(follower, path) : null);
  if (!fn) {
    const known =
      params.every((shape) => shape === null) || takesErrorOnly(path) || isForwarded(follower, path, params);
    if (!known) follower.problem('unknown-callback', path);
    return null;
  }
  // Who else calls the call's own callback is looked at when all calls are known.
  if (isOwn(follower, path)) {
    if (!isInline(path) || follower.call.relayed)
      follower.answer.shared.push({ fn, use: bare(path), call: null, params: [...params] });
  } else if (!isInline(path)) follower.hands(fn, bare(path), params);
  const given = params.some((shape) => shape?.is === 'v1' && !follower.isLeaf(shape));
  if (given && !isOwn(follower, path) && argumentsOf(fn)) follower.problem('dynamic-read', path);
  follower.enter(fn, params, onReturn ?? (() => {}), path.node);
  return fn;
}

/** The call's own callback, which another file hands out. */
function takerElsewhere(follower: Follower, path: NodePath): NodePath<ast.Function> | null {
  const fn = follower.functionElsewhere(evaluate(bare(path)));
  return fn && fn.node.params.length > 0 && allUsesOf(fn) ? fn : null;
}

function isOwn(follower: Follower, path: NodePath): boolean {
  const { delivery } = follower.call;
  if (delivery.by === 'callback') return delivery.callback === path;
  return delivery.by === 'events' && delivery.response === path;
}

/** `api('rec_load_all', fields, cb)`: the callback of the function's own callers. */
function isForwarded(follower: Follower, path: NodePath, params: readonly (Shape | null)[]): boolean {
  const { delivery } = follower.call;
  if (delivery.by !== 'callback' || delivery.callback !== path || delivery.silent) return false;
  const [error] = params;
  if (follower.boundary !== null) return true;
  const told = error?.is === 'error' && error.api === true;
  const plain = params.every(
    (shape) => shape === null || shape.is === 'error' || shape.is === 'known' || (shape.is === 'v1' && told),
  );
  const handed = handedFunctions(path, follower.callersOf);
  if (!handed || !plain) {
    // What they read is looked at all the same: a bridge has to give it.
    for (const [index, shape] of params.entries())
      for (const { fn, parameter, holds } of handed?.takers(index, params.length) ?? []) {
        if (!follower.answer.functions.has(fn.node)) follower.enter(fn, [], () => {}, fn.node);
        if (shape && parameter) follower.bind(parameter, holds(shape));
      }
    return false;
  }
  const given = params.map((shape, index) => ({ shape, takers: handed.takers(index, params.length) }));
  const isOpen = ({ shape, takers }: (typeof given)[number]) =>
    shape?.is === 'v1' && follower.isHandedOn(shape) && !(handed.closed && takers);
  const open = given.find(isOpen)?.shape ?? null;
  if (open) follower.problem('answer-leaves', path, 'the callback of callers that are not seen');
  for (const { shape, takers } of open ? [] : given) {
    if (shape?.is !== 'v1' || follower.isLeaf(shape)) continue;
    for (const { fn, parameter, holds } of takers ?? []) {
      if (!follower.answer.functions.has(fn.node)) follower.enter(fn, [], () => {}, fn.node);
      if (parameter) follower.bind(parameter, holds({ ...shape, onError: 'other' }));
    }
  }
  const mayBeMissing = delivery.optional === true && handed.mayBeMissing;
  follower.answer.forwards = { callback: path, mayBeMissing, leaves: open };
  return true;
}
