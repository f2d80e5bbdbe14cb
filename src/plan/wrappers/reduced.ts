/** What is left of an expression where an outcome decides its tests. */
import { bare } from '../../evaluate/evaluate.js';
import { locate } from '../../find/answers/locate.js';
import type { NodePath } from '../../syntax/index.js';
import { knownIn, type Stage, truth } from '../outcome.js';

/** The side that is given where a test decides it: `err || new Error(body.msg)`. */
export function reduced(path: NodePath, stage: Stage): NodePath {
  if (path.isLogicalExpression()) {
    const left = truth(knownIn(path.get('left'), stage));
    if (left === null || path.node.operator === '??') return path;
    if (hasOtherText(path, stage)) return path;
    return reduced(bare(path.get((path.node.operator === '&&') === left ? 'right' : 'left')), stage);
  }
  if (path.isConditionalExpression()) {
    const test = truth(knownIn(path.get('test'), stage));
    return test === null ? path : reduced(bare(path.get(test ? 'consequent' : 'alternate')), stage);
  }
  return path;
}

/** `body.msg || 'unknown'`: v4 may give no text, and what the author has for that is not in vain. */
export function hasOtherText(path: NodePath, stage: Stage): boolean {
  return path.isLogicalExpression({ operator: '||' }) && isErrorText(reduced(bare(path.get('left')), stage), stage);
}

/** v1's text of an error, which v4 may lack. */
function isErrorText({ node }: NodePath, stage: Stage): boolean {
  const scene = stage.at(node);
  const shape = scene?.answer.shapes.get(node);
  if (shape?.is !== 'v1' || scene?.outcome !== 'api') return false;
  const place = locate(scene.action, shape.path);
  return place.at === 'status' && place.name === 'msg';
}
