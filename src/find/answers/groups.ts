/** Objects and maps whose values are records or lists of records. */
import { isExternal, type Value } from '../../evaluate/value.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { followCallback } from './called-back.js';
import type { Follower } from './follow.js';
import { COUNTED, lodashName } from './lists.js';

type Groups = Shape & { is: 'groups' };

const VISITS = new Set([
  'each',
  'forEach',
  'forOwn',
  'map',
  'some',
  'every',
  'filter',
  'find',
  'sortBy',
  'mapValues',
  'pickBy',
]);

/** `Object.values(groups)`, `_.each(groups, (list, key) => …)`; false where the function is not known. */
export function followGroups(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  callee: Value,
  path: NodePath,
  shape: Groups,
): boolean {
  if (path.key !== 0) return false;
  if (isExternal(callee, [null], 'Object', 'keys')) return true;
  if (isExternal(callee, [null], 'Object', 'values')) return follows(follower, call, { is: 'many', of: shape.of });
  if (isExternal(callee, [null], 'Object', 'entries'))
    return follows(follower, call, { is: 'many', of: { is: 'tuple', items: [null, shape.of], several: true } });
  const name = lodashName(callee);
  if (name === null) return false;
  if (COUNTED.has(name)) return true;
  if (name === 'values' || name === 'toArray') return follows(follower, call, { is: 'many', of: shape.of });
  if (!VISITS.has(name)) return false;
  const [, iteratee] = call.get('arguments') as NodePath[];
  if (!iteratee?.isFunction()) return false;
  let made: Shape | null = null;
  followCallback(follower, iteratee, [shape.of], (returned) => {
    made = returned;
  });
  if (name === 'pickBy') return follows(follower, call, shape);
  if (name === 'find') return follows(follower, call, shape.of);
  if (name === 'filter' || name === 'sortBy') return follows(follower, call, { is: 'many', of: shape.of });
  return made === null || follower.isLeaf(made) || name === 'each' || name === 'forEach';
}

/** Methods of a `Map`, and those that every object has. */
export function followMap(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  name: string,
  shape: Groups,
): boolean {
  const [first] = call.get('arguments') as NodePath[];
  switch (name) {
    case 'get':
      return follows(follower, call, shape.of);
    case 'values':
      return follows(follower, call, { is: 'many', of: shape.of });
    case 'entries':
      return follows(follower, call, { is: 'many', of: { is: 'tuple', items: [null, shape.of], several: true } });
    case 'forEach':
      return first !== undefined && followCallback(follower, first, [shape.of]) !== null;
    case 'set':
    case 'has':
    case 'delete':
    case 'keys':
    case 'clear':
    case 'hasOwnProperty':
      return true;
    default:
      return false;
  }
}

function follows(follower: Follower, call: NodePath, shape: Shape): true {
  follower.follow(call, shape);
  return true;
}
