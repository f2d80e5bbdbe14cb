/** Variables that are set on the way through code whose end is looked for: what they hold there. */
import { type Binding, is, type NodePath } from '../syntax/index.js';
import type { Stage } from './outcome.js';

/** What a variable was set to, and what the others held then; no value: one of several. */
export interface Held {
  readonly value: NodePath | null;
  readonly stage: Stage;
}

/** What the name holds, where it was set on the way; a part of the answer is told by its shape. */
export function heldAt(path: NodePath, stage: Stage): Held | null {
  const binding = stage.held && path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (!binding || !stage.held?.has(binding) || !path.isReferencedIdentifier()) return null;
  const shape = stage.at(path.node)?.answer.shapes.get(path.node);
  if (shape && shape.is !== 'error') return null;
  const others = [...stage.held].filter(([one]) => one !== binding);
  return { value: stage.held.get(binding) ?? null, stage: { ...stage, held: new Map(others) } };
}

/** Does the expression name a variable that was set on the way? */
export function namesHeld(path: NodePath, stage: Stage): boolean {
  if (!stage.held || stage.held.size === 0) return false;
  let names = false;
  const see = (one: NodePath) => {
    if (heldAt(one, stage)) names = true;
  };
  see(path);
  path.traverse({ enter: see });
  return names;
}

/** `error = new Error(body.msg);`, `var error = null;`: the variable holds that from here on. */
export function hold(target: NodePath, value: NodePath | null, stage: Stage): void {
  const binding = target.isIdentifier() ? target.scope.getBinding(target.node.name) : undefined;
  if (!binding || !stage.held) return;
  const before = stage.held.has(binding);
  const others = { ...stage, held: new Map([...stage.held].filter(([one]) => before || one !== binding)) };
  stage.held.set(binding, value && isSetPlainly(binding) && !namesHeld(value, others) ? value : null);
}

/** What is set in code that may run or not, or more than once. */
export function holdAnything(path: NodePath, stage: Stage): void {
  path.traverse({
    AssignmentExpression(one) {
      hold(one.get('left') as NodePath, null, stage);
    },
  });
}

/** Is it set in statements of one function alone, which run in the order in which they stand? */
export function isSetPlainly({ constantViolations, path }: Binding): boolean {
  const functions = constantViolations.map((one) => {
    const isPlain = one.isAssignmentExpression({ operator: '=' }) && is.isIdentifier(one.node.left);
    return isPlain && one.parentPath.isExpressionStatement() ? (one.getFunctionParent()?.node ?? null) : null;
  });
  return functions.every((one) => one !== null && one === functions[0]) && !path.isFunctionDeclaration();
}
