/** `.then(…)`, `.catch(…)`, `.spread(…)` of a promise of the answer. */

import { evaluate } from '../../evaluate/evaluate.js';
import { isExternal } from '../../evaluate/value.js';
import { type ast, isNothing, type NodePath } from '../../syntax/index.js';
import { ENVELOPE, type Shape } from '../request.js';
import { followCallback } from './called-back.js';
import type { Follower } from './follow.js';
import type { OnReturn } from './given-back.js';
import { followListMethod, followPromised } from './lists.js';
import { standInOf } from './stand-ins.js';
import { sameShape } from './steps.js';

export function followPromiseMethod(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  name: string,
  shape: Shape & { is: 'promise' | 'many' },
): boolean {
  if (shape.is === 'many') return followListMethod(follower, call, name, shape);
  const args = call.get('arguments') as NodePath[];
  const [first, second] = args;
  const of = shape.of;
  if (name === 'spread' && of.is === 'tuple' && first) {
    followLink(follower, call, name, first, null, of, of.items);
    return true;
  }
  if (name === 'then' || name === 'done' || name === 'tap') {
    followLink(follower, call, name, first ?? null, second ?? null, of, [of]);
    return true;
  }
  if (name === 'catch' || name === 'caught' || name === 'fail') {
    const handler = args.at(-1);
    followLink(follower, call, name, null, handler ?? null, of, []);
    return true;
  }
  if (name === 'finally' || name === 'lastly') {
    follower.follow(call, shape);
    return true;
  }
  if (of.is === 'v1' && followPromised(follower, call, name, of)) return true;
  follower.problem('answer-leaves', call, `.${name}()`);
  return true;
}

function followLink(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  method: string,
  first: NodePath | null,
  second: NodePath | null,
  gives: Shape,
  params: readonly (Shape | null)[],
): void {
  let result: Shape | null = null;
  let isSettled = false;
  const settle = () => {
    const settled = method === 'tap' || !present(first) ? gives : result;
    if (settled)
      follower.follow(call, { is: 'promise', of: follower.orStandIn(settled, failed && standInOf(failed), call) });
  };
  const onReturn: OnReturn = (returned, path) => {
    const value = returned.is === 'promise' ? returned.of : returned;
    // A single value is v4's from where it was read, unless the handler only takes the answer apart.
    if (follower.isLeaf(value) && !(path.parentPath?.isArrowFunctionExpression() && follower.isStatus(value))) return;
    const isNews = !result || !sameShape(result, value);
    result = value;
    // What it gives back may be of a call that is followed later.
    if (isSettled && isNews) settle();
  };
  const present = (path: NodePath | null) => (path && !isNothing(path) ? path : null);
  const parses =
    present(first) && gives.is === 'text' && isExternal(evaluate(first as NodePath), [null], 'JSON', 'parse');
  if (parses) result = ENVELOPE;
  const ok = present(first) && !parses ? followCallback(follower, first as NodePath, params, onReturn) : null;
  // Errors of any origin come here: nothing decides what the handler is given.
  const failed = present(second) ? followCallback(follower, second as NodePath, []) : null;
  follower.answer.links.push({ call, method, ok, failed, gives, ...(parses && { parses }) });
  isSettled = true;
  settle();
}
