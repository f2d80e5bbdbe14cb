/** `records.reduce(function (all, record) { … }, start)` */
import { bare } from '../../evaluate/evaluate.js';
import { isNothing, type NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { followCallback } from './called-back.js';
import { isEmptyCollection } from './collections.js';
import type { Follower } from './follow.js';
import { elementOf, type ListCall } from './list-functions.js';

/** What is gathered is a record where the list alone says so, and what the callback gives where it starts empty. */
export function reduced(follower: Follower, { call, callback, start, shape, wrap }: ListCall): void {
  const element = elementOf(shape);
  const gathered = start ? gatheredFrom(follower, start, element) : element;
  let given: Shape | null = null;
  const fn = callback
    ? followCallback(follower, callback, [gathered, element], (returned) => {
        given = returned;
      })
    : null;
  const [first] = (fn?.get('params') ?? []) as NodePath[];
  // TypeScript does not see that it is set.
  const made = given as Shape | null;
  if (gathered) {
    if (made && (made.is !== element.is || follower.isLeaf(made))) follower.problem('stand-in', call);
    return follower.follow(call, wrap(gathered));
  }
  if (made && !follower.isLeaf(made)) {
    if (!start || !isEmptyCollection(bare(start))) return follower.problem('stand-in', call);
    if (first) follower.bind(first, made);
    return follower.follow(call, wrap(made));
  }
  const binding = first?.isIdentifier() ? first.scope.getBinding(first.node.name) : undefined;
  // Something of the answer was put into what is gathered, and something else is given back.
  if (binding && follower.answer.holders.has(binding)) follower.problem('stand-in', call);
}

/** A record to begin with, or none; null: something else. */
function gatheredFrom(follower: Follower, start: NodePath, element: Shape): Shape | null {
  const path = bare(start);
  const held = follower.answer.shapes.get(path.node);
  if (held && held.is === element.is && !follower.isLeaf(held)) return element;
  return isNothing(path) && element.is === 'v1' ? { ...element, optional: true } : null;
}
