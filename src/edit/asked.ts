/** Whether code asks if there is an answer: where the call failed, v1 had one that says so, and v4 has none. */
import type { Action } from '../catalogue/types.js';
import { evaluate } from '../evaluate/evaluate.js';
import { isExternal } from '../evaluate/value.js';
import type { Answer } from '../find/answers/answer.js';
import { locate } from '../find/answers/locate.js';
import type { Stage } from '../plan/outcome.js';
import { isReached } from '../plan/reached.js';
import type { NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';

/** The expressions in the code that are asked for: the answer, what it is in, and what is picked out of it. */
export function askedIn(code: NodePath, { shapes, picks }: Answer, action: Action): NodePath[] {
  const found: NodePath[] = [];
  const see = (path: NodePath) => {
    const shape = shapes.get(path.node);
    if (picks.has(path.node)) found.push(path);
    if (shape?.is !== 'v1') return;
    const { at } = locate(action, shape.path);
    if ((at === 'spine' || at === 'root') && isAsked(path)) found.push(path);
  };
  see(code);
  code.traverse({ enter: see });
  return found;
}

/** Is the code run where the call failed as well? */
export function isReachedFailing(path: NodePath, plan: CallPlan): boolean {
  return isReachedIn('api', path, plan) || isReachedIn('transport', path, plan);
}

/** Is code that is given v1's answer run where the call ended so? */
export function isReachedIn(outcome: 'api' | 'transport', path: NodePath, plan: CallPlan): boolean {
  const { call, action } = plan;
  const answer = plan.abroad ?? plan.answer;
  // Nothing is given to those that wait, then.
  if (call.rejects || (outcome === 'transport' && call.delivery.by === 'value')) return false;
  const scene = { call, action, answer, outcome };
  const stage: Stage = {
    at: (node) => (answer.shapes.has(node) || answer.decided.has(node) ? scene : undefined),
    touched: new WeakMap(),
  };
  return isReached(path, stage);
}

/** Does anything depend on whether the value is there? */
function isAsked(path: NodePath): boolean {
  const { parentPath: parent, key } = path;
  if (!parent) return false;
  if (parent.isIfStatement() || parent.isConditionalExpression() || parent.isWhileStatement()) return key === 'test';
  if (parent.isLogicalExpression() || parent.isUnaryExpression() || parent.isAssignmentPattern()) return true;
  if (parent.isBinaryExpression()) return /^(?:[=!]==?|in|instanceof)$/.test(parent.node.operator);
  if (parent.isOptionalMemberExpression({ optional: true })) return key === 'object';
  if (!parent.isCallExpression() || path.listKey !== 'arguments') return false;
  const callee = evaluate(parent.get('callee') as NodePath);
  return isExternal(callee, [null], 'Boolean') || isExternal(callee, [null], 'Array', 'isArray');
}
