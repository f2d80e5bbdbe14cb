/** `Object.assign(base, …)`: what is done to an object that lives on, and that other code, or the next call, sees. */
import { type Binding, endOf, type NodePath, startOf } from '../syntax/index.js';
import { comesBack } from './control.js';
import { bare, evaluate, evaluatedApart } from './evaluate.js';
import type { Env } from './value.js';

/** Does the call change a variable's object that is read later, or that has what an earlier call of the code left there? */
export function isSeenLater(call: NodePath, args: readonly NodePath[], env?: Env): boolean {
  const [target, ...sources] = args;
  const held = target && bare(target);
  const binding = held?.isIdentifier() ? held.scope.getBinding(held.node.name) : undefined;
  if (!held || !binding || binding.kind === 'param') return false;
  // A variable that holds it stays with it.
  if (!call.parentPath?.isVariableDeclarator() && isReadBehind(binding, call)) return true;
  return comesBack(held, held, binding) && !sources.every((source) => setsTheSame(source, env));
}

function isReadBehind({ referencePaths }: Binding, call: NodePath): boolean {
  const own = call.getFunctionParent();
  return referencePaths.some((use) => {
    if (use.isDescendant(call)) return false;
    return use.getFunctionParent()?.node !== own?.node || startOf(use.node) > endOf(call.node);
  });
}

/** Are they the same fields each time, whoever calls? */
export function setsTheSame(source: NodePath, env?: Env): boolean {
  const value = evaluatedApart(() => evaluate(source));
  if (value.kind !== 'object' || value.open || value.entries.some(({ when }) => when)) return false;
  return env === undefined || evaluate(source, env).kind === 'object';
}
