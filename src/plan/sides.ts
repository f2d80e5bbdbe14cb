/** Plans of calls that are one of two by a condition. */

/** A plan, or two by a condition. */
interface Divided<Plan> {
  readonly either?: { readonly then: Plan; readonly otherwise: Plan };
}

/** Every call that the plan may make. */
export function sidesOf<Plan extends Divided<Plan>>(plan: Plan): readonly Plan[] {
  return plan.either ? [...sidesOf(plan.either.then), ...sidesOf(plan.either.otherwise)] : [plan];
}
