/** An id out of a v1 answer that stays v1's means nothing to v4: the call that sends it stays, too. */
import { entryOf } from '../evaluate/value.js';
import type { CallPlan } from './call-plan.js';
import type { Planned } from './plan-calls.js';

/** Leaves out the calls whose record ids come, as far as is seen, from a call that is left out itself. */
export function withoutKeptIds(planned: readonly Planned[]): Planned[] {
  let current = [...planned];
  for (let size = -1; size !== planCount(current); ) {
    size = planCount(current);
    const plans = current.flatMap(({ plan }) => (plan ? [plan] : []));
    if (!current.some(givesRecords)) return current;
    current = current.map((one) => {
      const id = one.plan && idOf(one.plan);
      if (!id || plans.some(({ answer }) => answer.shapes.has(id.path.node))) return one;
      return { ...one, plan: null, reasons: [...one.reasons, { id: 'id-of-v1', path: id.path, field: 'id' }] };
    });
  }
  return current;
}

function planCount(planned: readonly Planned[]): number {
  return planned.filter(({ plan }) => plan).length;
}

/** Does a call that stays answer records? */
function givesRecords({ plan, action }: Planned): boolean {
  return !plan && action?.answer.shape === 'record';
}

/** The id that the call sends, unless another reason speaks of it already. */
function idOf(plan: CallPlan) {
  if (!plan.action.params.some(({ convert }) => convert.as === 'record-id')) return null;
  if (plan.reasons.some(({ field }) => field === 'id')) return null;
  return entryOf(plan.call.form, 'id')?.value ?? null;
}
