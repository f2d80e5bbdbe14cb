/** Pairs of a key and a record, and the maps and objects that are made of them. */
import { evaluate } from '../../evaluate/evaluate.js';
import { isExternal } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import type { Follower } from './follow.js';

/** The map or object of pairs; false where the call makes none. */
export function followPairs(follower: Follower, call: NodePath, shape: Shape): boolean {
  const [key, of] = shape.is === 'many' && shape.of.is === 'tuple' ? shape.of.items : [];
  if (key !== null || !of || !isMadeOfPairs(call)) return false;
  follower.follow(call, { is: 'groups', of });
  return true;
}

function isMadeOfPairs(call: NodePath): boolean {
  if (call.isNewExpression()) return isExternal(evaluate(call.get('callee') as NodePath), [null], 'Map');
  const callee = call.isCallExpression() ? evaluate(call.get('callee') as NodePath) : null;
  return callee !== null && isExternal(callee, [null], 'Object', 'fromEntries');
}
