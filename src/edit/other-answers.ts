/** A variable that holds the answers of several calls, one after another: each read is of one of them alone. */
import { locate } from '../find/answers/locate.js';
import type { NodePath } from '../syntax/index.js';
import type { PlanReason } from './call-plan.js';
import type { Planned } from './plan-calls.js';

/** The call with what its code reads; what it reads of another call's answer is not missing from this one's. */
export function withOwnReads(one: Planned, planned: readonly Planned[]): Planned {
  if (!one.reasons.some(({ id }) => id === 'field-ended')) return one;
  const isOfAnother = ({ path }: PlanReason) =>
    planned.some(({ call, action, plan, followed }) => {
      const shape = call === one.call ? undefined : (plan?.answer ?? followed)?.shapes.get(path.node);
      return shape?.is === 'v1' && action !== null && locate(action, shape.path).at !== 'absent';
    });
  const reasons = one.reasons.map((reason) => {
    const field = reason.id === 'field-ended' ? holderOf(reason.path) : null;
    return field !== null && isOfAnother(reason) ? { id: 'mixed-values' as const, path: reason.path, field } : reason;
  });
  return { ...one, reasons };
}

/** `data` of `data.recs.objs` */
function holderOf(path: NodePath): string | null {
  let base = path;
  while (base.isMemberExpression() || base.isOptionalMemberExpression()) base = base.get('object') as NodePath;
  return base !== path && base.isIdentifier() ? base.node.name : null;
}
