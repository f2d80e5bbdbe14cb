/** Calls of one place for two actions as one plan, where the code around them reads either answer the same way. */
import type { Action } from '../catalogue/types.js';
import type { Value } from '../evaluate/value.js';
import { locate } from '../find/answers/locate.js';
import { sidesOf } from '../plan/sides.js';
import type { NodePath } from '../syntax/index.js';
import type { CallPlan, PlanReason } from './call-plan.js';

/** The plan of a call that is one of two by a condition; null where one text does not serve both. */
export function joined(test: NodePath, then: CallPlan, otherwise: CallPlan): CallPlan | null {
  if (!isAwaitedAlike(then, otherwise) || !isReadAlike(then, otherwise)) return null;
  const taking = [...sidesOf(then), ...sidesOf(otherwise)].filter(takesRecord);
  // Whatever is asked of ids is asked of the call that takes one.
  if (taking.length > 1) return null;
  const main = sidesOf(otherwise).some(takesRecord) ? otherwise : then;
  const reasons = [
    ...then.reasons,
    ...otherwise.reasons.filter((one) => !then.reasons.some((other) => same(one, other))),
  ];
  return { ...main, reasons, either: { test, then, otherwise } };
}

function same(one: PlanReason, other: PlanReason): boolean {
  return one.id === other.id && one.path.node === other.path.node && one.field === other.field;
}

function takesRecord({ action }: CallPlan): boolean {
  return action.params.some(({ convert }) => convert.as === 'record-id');
}

/** Does the code wait for both in the same way, and is the same done before and behind? */
function isAwaitedAlike(one: CallPlan, other: CallPlan): boolean {
  return (
    one.style === other.style &&
    one.anchor.node === other.anchor.node &&
    isSameZone(one.zone, other.zone) &&
    [one, other].every(({ action, call }) => action.rewrite?.kind !== 'get-zone' && !call.task) &&
    (one.relay === null) === (other.relay === null) &&
    (one.abroad === null) === (other.abroad === null) &&
    one.gated === other.gated &&
    one.tried?.node === other.tried?.node
  );
}

function isSameZone(one: Value | null, other: Value | null): boolean {
  return one === other || (one?.path.node === other?.path.node && one?.kind === other?.kind);
}

/** Does each read of the answer mean the same, whichever call gave it? */
function isReadAlike(one: CallPlan, other: CallPlan): boolean {
  const { answer } = one;
  if (answer.shapes.size !== other.answer.shapes.size) return false;
  const isWhole = answer.borders.size === 0 && answer.named.length === 0 && !one.relay && !one.abroad;
  const isSame = isSameAnswer(one.action, other.action);
  if (!isSame && !isWhole) return false;
  return [...answer.shapes].every(([node, shape]) => {
    const found = other.answer.shapes.get(node);
    if (found?.is !== shape.is) return false;
    if (shape.is !== 'v1' || found.is !== 'v1') return true;
    if (shape.path.join() !== found.path.join()) return false;
    if (isSame || shape.path.length === 0 || locate(one.action, shape.path).at === 'status') return true;
    return isDropped(answer.paths.get(node));
  });
}

/** `await purge();`, `return purge();`: is it waited for, and nothing else done with it right there? */
function isDropped(path: NodePath | undefined): boolean {
  const { parentPath: parent } = path ?? {};
  if (!path || !parent || path.isIdentifier()) return false;
  if (parent.isArrowFunctionExpression()) return path.key === 'body';
  return parent.isAwaitExpression() || parent.isReturnStatement() || parent.isExpressionStatement();
}

/** Do both actions answer the same, but for what it is called? */
function isSameAnswer(one: Action, other: Action): boolean {
  const shapeOf = ({ answer: { noun, ...shape } }: Action) => JSON.stringify(shape);
  return shapeOf(one) === shapeOf(other) && !one.answer.beside.some(({ read }) => read.as === 'param');
}
