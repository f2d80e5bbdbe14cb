/** Edits that give a record another type than the list that it comes from was searched for: v4 refuses that. */
import { entryOf, literalText } from '../evaluate/value.js';
import type { CallPlan } from './call-plan.js';
import type { Planned } from './plan-calls.js';

/** Marks such edits; the record is deleted and created in their place. */
export function withTypeChanges(planned: readonly Planned[]): Planned[] {
  const plans = planned.flatMap(({ plan }) => plan ?? []);
  return planned.map((one) => {
    const reason = one.plan && typeChange(one.plan, plans);
    if (!one.plan || !reason) return one;
    one.plan.reasons.push(reason);
    return { ...one, reasons: one.plan.reasons };
  });
}

export function changesType(plan: CallPlan): boolean {
  return plan.reasons.some(({ id }) => id === 'type-change');
}

function typeChange(plan: CallPlan, plans: readonly CallPlan[]) {
  if (plan.action.rewrite?.kind !== 'edit-record' || changesType(plan)) return null;
  const { form } = plan.call;
  const type = entryOf(form, 'type')?.value;
  const id = entryOf(form, 'id')?.value;
  const name = type && literalText(type);
  const list = id && plans.find(({ answer }) => answer.shapes.has(id.path.node));
  if (!type || !name || !list?.types || list.types.has(name)) return null;
  return { id: 'type-change' as const, path: type.path, field: 'type' };
}
