/** What the variable that holds v4's answer is called: the author's own name for it, else the catalogue's noun. */
import { locate } from '../find/answers/locate.js';
import type { Binding } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import type { Rewriter } from './rewriter.js';

export function chooseName(plan: CallPlan, rewriter: Rewriter): string {
  const own = [...plan.answer.holders].filter(
    ([binding, shape]) =>
      shape.is === 'v1' && !shape.derived && !plan.kept.has(binding) && locate(plan.action, shape.path).at === 'root',
  );
  const named = own.map(([binding]) => binding).find((binding) => isOnlyOne(binding, plan));
  if (named) return named.identifier.name;
  const kept = [...plan.answer.holders].find(
    ([binding, shape]) =>
      plan.kept.has(binding) && shape.is === 'v1' && plan.style === 'await' && binding.constantViolations.length > 0,
  );
  if (kept) return kept[0].identifier.name;
  const scope = innermost(plan);
  return rewriter.names.inside(scope, plan.action.answer.noun);
}

/** The scope that all readers are below. */
function innermost(plan: CallPlan) {
  const { delivery } = plan.call;
  if (delivery.by === 'callback') return delivery.callback.scope;
  return plan.call.site.scope;
}

/** The name must not mean something else where the answer's variable is visible. */
function isOnlyOne(binding: Binding, plan: CallPlan): boolean {
  const { name } = binding.identifier;
  return !plan.call.site.scope.hasBinding(name) || plan.call.site.scope.getBinding(name) === binding;
}
