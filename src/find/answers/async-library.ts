/** The `async` package: lists that go through it, and the callbacks that it gives to tasks. */
import { evaluate } from '../../evaluate/evaluate.js';
import type { Value } from '../../evaluate/value.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { followCallback } from './called-back.js';
import type { Follower } from './follow.js';
import { functionAt } from './function-at.js';

const EACH = /^(?:each|forEach)(?:Series|Limit)?$/;
const MAPS = /^(?:map|concat)(?:Series|Limit)?$/;
const FILTERS = /^(?:filter|select|reject)(?:Series|Limit)?$/;
const FINDS = /^(?:detect|find)(?:Series|Limit)?$/;
export const TASKS = /^(?:series|parallel|parallelLimit)$/;

/** The function of the package that is called; null where it is none of them. */
export function asyncName(callee: Value): string | null {
  if (callee.kind !== 'external' || callee.module === null) return null;
  const [, single] = /^async(?:-es)?(?:\/(\w+))?$/.exec(callee.module) ?? [null];
  if (single === null) return null;
  return single !== undefined && callee.members.length === 0 ? single : (callee.members.at(-1) ?? null);
}

/** `async.eachSeries(records, function (record, done) { … }, …)`; false where the call is nothing of the kind. */
export function followAsync(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  callee: Value,
  path: NodePath,
  shape: Shape & { is: 'v1' },
): boolean {
  const name = asyncName(callee);
  if (name === null || path.key !== 0) return false;
  if (![EACH, MAPS, FILTERS, FINDS].some((family) => family.test(name))) return false;
  const args = call.get('arguments') as NodePath[];
  const at = name.endsWith('Limit') ? 2 : 1;
  const element: Shape = { is: 'v1', path: [...shape.path, '*'] };
  if (args[at]) followCallback(follower, args[at], [element]);
  const last = args[at + 1];
  const given: Shape | null = FILTERS.test(name) ? { ...shape, derived: true } : FINDS.test(name) ? element : null;
  if (last && given) followCallback(follower, last, [null, given]);
  return true;
}

/** A task's callback of which only the error is looked at: `done` of `async.each(list, function (item, done) { … })`. */
export function takesErrorOnly(callback: NodePath): boolean {
  if (!callback.isIdentifier()) return false;
  const binding = callback.scope.getBinding(callback.node.name);
  const task = binding?.kind === 'param' ? (binding.scope.path as NodePath) : null;
  if (!binding || !task?.isFunction() || binding.constantViolations.length > 0) return false;
  const index = (task.get('params') as NodePath[]).findIndex((one) => one.node === binding.identifier);
  const call = task.findParent((path) => path.isCallExpression());
  if (!call?.isCallExpression()) return false;
  const name = asyncName(evaluate(call.get('callee') as NodePath));
  if (name === null) return false;
  const args = call.get('arguments') as NodePath[];
  if (EACH.test(name)) return index === 1 && args[name.endsWith('Limit') ? 2 : 1]?.node === task.node;
  if (!TASKS.test(name) || index !== 0 || !task.parentPath.isArrayExpression() || task.parentPath.parent !== call.node)
    return false;
  const last = args[name.endsWith('Limit') ? 2 : 1];
  const fn = last && functionAt(last);
  return !last || (fn !== null && fn !== undefined && fn.node.params.length <= 1);
}
