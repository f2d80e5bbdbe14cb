/** What is left of an expression where an outcome decides its tests. */
import { bare } from '../../evaluate/evaluate.js';
import { locate } from '../../find/answers/locate.js';
import { is, type NodePath } from '../../syntax/index.js';
import { heldAt, namesHeld } from '../assigned.js';
import { knownIn, type Stage, touches, truth } from '../outcome.js';

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
  const init = stage.at(path.node)?.answer.shapes.has(path.node) ? null : initOf(path);
  const isDecided = (init?.isLogicalExpression() || init?.isConditionalExpression()) && touches(init, stage);
  return init && isDecided ? reduced(init, stage) : path;
}

/** What a variable that is set nowhere else was declared with. */
function initOf(path: NodePath): NodePath | null {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const declared = binding?.constant ? binding.path : null;
  return declared?.isVariableDeclarator() && is.isIdentifier(declared.node.id) && declared.node.init
    ? bare(declared.get('init') as NodePath)
    : null;
}

/** The expression without the variables that were set on the way; null where it is not known what they hold. */
export function settled(path: NodePath, stage: Stage): NodePath | null {
  if (!namesHeld(path, stage)) return path;
  const inner = reduced(bare(path), stage);
  const held = heldAt(inner, stage);
  if (held) return held.value && settled(held.value, held.stage);
  return namesHeld(inner, stage) ? null : inner;
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
