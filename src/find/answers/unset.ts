/** Variables that are given an answer later than they are declared: `if (zones) return zones; zones = await …`. */
import { bare } from '../../evaluate/evaluate.js';
import { type Binding, endOf, isNothing, type NodePath, startOf } from '../../syntax/index.js';
import type { Shape } from '../request.js';

/** Is it something to which the program may ask whether it is there? What says how the call went always is. */
export function isAskedFor(shape: Shape): boolean {
  return shape.is === 'v1' ? shape.path.length > 0 : ['groups', 'many', 'promise', 'tuple'].includes(shape.is);
}

/** May the variable still hold what it was declared with? */
export function mayBeUnset(use: NodePath, { path, constantViolations }: Binding): boolean {
  const sets = constantViolations.filter((set) => set.isAssignmentExpression({ operator: '=' }));
  if (sets.length === 0 || !path.isVariableDeclarator() || startsEmpty(path)) return false;
  return !sets.some((set) => isBehind(use, set));
}

/** `let zones = [];`: there is something to read from at any time. */
export function startsEmpty(declared: NodePath): boolean {
  const start = declared.isVariableDeclarator() ? declared.get<NodePath>('init') : null;
  return start?.isArrayExpression() === true || start?.isObjectExpression() === true;
}

/** Does the code come to the use by way of that assignment alone? */
function isBehind(use: NodePath, set: NodePath): boolean {
  const block = set.getStatementParent()?.parentPath;
  if (!block || !set.isAssignmentExpression() || isNothing(bare(set.get('right')))) return false;
  return use.isDescendant(block) && startOf(use.node) > endOf(set.node);
}
