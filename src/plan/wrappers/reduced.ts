/** What is left of an expression where an outcome decides its tests. */
import { bare } from '../../evaluate/evaluate.js';
import type { NodePath } from '../../syntax/index.js';
import { knownIn, type Stage, truth } from '../outcome.js';

/** The side that is given where a test decides it: `err || new Error(body.msg)`. */
export function reduced(path: NodePath, stage: Stage): NodePath {
  if (path.isLogicalExpression()) {
    const left = truth(knownIn(path.get('left'), stage));
    if (left === null || path.node.operator === '??') return path;
    return reduced(bare(path.get((path.node.operator === '&&') === left ? 'right' : 'left')), stage);
  }
  if (path.isConditionalExpression()) {
    const test = truth(knownIn(path.get('test'), stage));
    return test === null ? path : reduced(bare(path.get(test ? 'consequent' : 'alternate')), stage);
  }
  return path;
}
