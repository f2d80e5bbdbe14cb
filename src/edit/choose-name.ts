/** What the variable that holds v4's answer is called: the author's own name for it, else the catalogue's noun. */
import { locate } from '../find/answers/locate.js';
import type { Binding, Scope } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import type { Rewriter } from './rewriter.js';

/** `others`: calls that were given their names before; `within`: where all is read, if that is elsewhere. */
export function chooseName(
  plan: CallPlan,
  rewriter: Rewriter,
  others: readonly CallPlan[] = [],
  within: Scope | null = null,
): string {
  const own = [...plan.answer.holders].filter(
    ([binding, shape]) =>
      shape.is === 'v1' && !shape.derived && !plan.kept.has(binding) && locate(plan.action, shape.path).at === 'root',
  );
  const named = own.map(([binding]) => binding).find((binding) => isOnlyOne(binding, plan, within));
  if (named) return named.identifier.name;
  const kept = [...plan.answer.holders].find(
    ([binding, shape]) =>
      plan.kept.has(binding) && shape.is === 'v1' && plan.style === 'await' && isGivenIt(binding, plan),
  );
  if (kept) return kept[0].identifier.name;
  const { kind, noun } = plan.action.answer;
  // `var zones = body.response.zones`: what has the name goes.
  const freed = [...plan.answer.holders].some(
    ([binding, shape]) =>
      binding.identifier.name === noun &&
      shape.is === 'v1' &&
      !shape.derived &&
      !plan.kept.has(binding) &&
      locate(plan.action, shape.path).at === 'spine' &&
      isOnlyOne(binding, plan, within),
  );
  if (freed) return noun;
  const scope = within ?? innermost(plan);
  const taken = others.filter((other) => meets(plan, other)).map(({ name }) => name);
  let name = rewriter.names.inside(scope, noun);
  // `var zones = zones2.filter(…)` is hard to read
  if (kind === 'list' && name !== noun)
    name = rewriter.names.inside(scope, `all${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`);
  for (let number = 2; taken.includes(name); number++) name = rewriter.names.inside(scope, `${noun}${number}`);
  return name;
}

/** Is the other's variable visible where this one's is declared? */
function meets(plan: CallPlan, other: CallPlan): boolean {
  if (plan.style !== 'await' || other.style !== 'await') return false;
  const owner = other.anchor.getFunctionParent();
  return owner === null || plan.anchor.findParent((parent) => parent === owner) !== null;
}

/** The scope that all readers are below. */
function innermost(plan: CallPlan) {
  const { delivery } = plan.call;
  if (delivery.by === 'callback') return delivery.callback.scope;
  return plan.call.site.scope;
}

/** Is the variable assigned where the call is? */
function isGivenIt({ constantViolations }: Binding, { call: { site } }: CallPlan): boolean {
  return constantViolations.some(({ node }) => site.findParent((parent) => parent.node === node) !== null);
}

/** The name must not mean something else where the answer's variable is visible. */
function isOnlyOne(binding: Binding, plan: CallPlan, within: Scope | null): boolean {
  const { name } = binding.identifier;
  const scope = within ?? plan.call.site.scope;
  const isOutside = binding.scope.getFunctionParent() !== scope.getFunctionParent() && !isInside(binding, plan);
  if (isOutside && binding.constantViolations.length > 0) return false;
  return !scope.hasBinding(name) || scope.getBinding(name) === binding;
}

/** Is it declared in a function that the call's own function holds: its callback? */
function isInside({ scope }: Binding, plan: CallPlan): boolean {
  const own = plan.call.site.getFunctionParent();
  return own === null || scope.path.findParent((parent) => parent === own) !== null;
}
