/** Do two calls whose zones are written alike ask for one zone? Then its id is looked up once for both. */
import { functionOf } from '../evaluate/control.js';
import type { Value } from '../evaluate/value.js';
import { type Binding, bindingsNamed, endOf, startOf } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import { isPure } from './purity.js';
import { staysUntil } from './unchanged.js';

/** `earlier` stands before `later`, in a block around it. */
export function isSameZone(zone: Value, earlier: CallPlan, later: CallPlan): boolean {
  const { path } = zone;
  if (zone.kind === 'literal' || zone.text) return true;
  return (
    isPure(path) && staysUntil(path, later.anchor) && bindingsNamed(path).every((one) => isKept(one, earlier, later))
  );
}

/** Holds the variable at the later call what it held at the earlier one? */
function isKept({ constantViolations }: Binding, { anchor: from }: CallPlan, { anchor: to }: CallPlan): boolean {
  return constantViolations.every((set) => {
    if (functionOf(set)?.node !== functionOf(to)?.node) return functionOf(set) === null;
    const isBetween = endOf(set.node) > endOf(from.node) && startOf(set.node) < startOf(to.node);
    // In the next round of a loop that the earlier call is not in, it holds something else.
    const loop = set.findParent((one) => one.isLoop() && to.isDescendant(one) && !from.isDescendant(one));
    return !isBetween && loop === null;
  });
}
