/**
 * Functions of the program that are given records of answers: what they read is written once, for all that call them.
 * Where a caller hands over something else, they serve only if nothing in them changes.
 */
import type { Handing } from '../find/answers/answer.js';
import { locate } from '../find/answers/locate.js';
import type { Shape } from '../find/request.js';
import { type ast, is, isNothing, type NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import { withHandlers } from './handlers.js';
import { holds } from './holds.js';
import type { Planned } from './plan-calls.js';

interface Share {
  readonly plan: CallPlan;
  readonly handing: Handing;
}

/** Leaves the calls of the program whose answers, or parts of them, go to functions that others call with something else. */
export function withSharedFunctions(planned: readonly Planned[], program: ast.Node): Planned[] {
  let current = withHandlers(planned, program);
  for (;;) {
    const next = withoutStrangers(current);
    if (!next) return current;
    current = withHandlers(next, program);
  }
}

/** null: there is nothing to leave. */
function withoutStrangers(planned: readonly Planned[]): Planned[] | null {
  const refused = new Map<CallPlan, Handing>();
  for (const group of groupsOf(planned.flatMap(({ plan }) => plan ?? [])))
    if (!serves(group)) for (const { plan, handing } of group) refused.set(plan, handing);
  if (refused.size === 0) return null;
  return planned.map((one) => {
    const handing = one.plan && refused.get(one.plan);
    if (!one.plan || !handing) return one;
    const isCalled = handing.use.key === 'callee';
    const reason = isCalled
      ? { id: 'answer-leaves' as const, path: one.call.site, field: 'a function with other callers' }
      : { id: 'shared-callback' as const, path: one.call.site };
    return { ...one, plan: null, reasons: [...one.reasons, reason], followed: one.plan.answer };
  });
}

function groupsOf(plans: readonly CallPlan[]): Share[][] {
  const groups = new Map<ast.Node, Share[]>();
  for (const plan of plans)
    for (const handing of plan.answer.handed) {
      const { node } = handing.fn;
      groups.set(node, [...(groups.get(node) ?? []), { plan, handing }]);
    }
  return [...groups.values()];
}

function serves(group: readonly Share[]): boolean {
  return group.every(({ plan, handing }) => staysAsWritten(handing.fn.node, plan)) || isGivenNothingElse(group);
}

/** Is every caller one of those calls', and hands over what the others do? */
function isGivenNothingElse(group: readonly Share[]): boolean {
  const [first] = group;
  const uses = first?.handing.uses();
  if (!first || !uses) return false;
  const served = new Map(group.map(({ handing }) => [handing.use.node, handing]));
  const { node } = first.handing.fn;
  const isServed = (use: NodePath) =>
    served.has(use.node) || served.has(boundAt(use).node) || givesNothing(use, first.handing);
  const isGiven = (shape: Shape | null | undefined) => Boolean(shape) && shape?.is !== 'error';
  const given = ({ handing: { params } }: Share) => String(node.params.map((_, index) => isGiven(params[index])));
  return (
    uses.every(isServed) &&
    group.every((one) => given(one) === given(first)) &&
    group.every(({ plan }) => group.every((other) => readsIn(node, plan) === readsIn(node, other.plan)))
  );
}

/** `print.bind(null)` */
function boundAt(use: NodePath): NodePath {
  const { parentPath: member } = use;
  const call = member?.isMemberExpression() && use.key === 'object' ? member.parentPath : null;
  return call?.isCallExpression() && member?.key === 'callee' ? call : use;
}

/** `print()`, `print(null)`: nothing is read there. */
function givesNothing(use: NodePath, { params }: Handing): boolean {
  const call = use.parentPath;
  if (!call?.isCallExpression() || use.key !== 'callee') return false;
  const given = call.get('arguments') as NodePath[];
  return params.every((shape, index) => !shape || !given[index] || isNothing(given[index]));
}

/** How many places of the function hold something of the answer. */
function readsIn(fn: ast.Node, { answer }: CallPlan): number {
  return [...answer.shapes.keys()].filter((node) => holds(fn, node as ast.Node)).length;
}

/** Is nothing of the function written anew for the call? What v4 calls as v1 did is read by that name. */
export function staysAsWritten(fn: ast.Node, plan: CallPlan): boolean {
  const { shapes, paths, borders, picks, named } = plan.answer;
  const isIn = (node: unknown) => holds(fn, node as ast.Node);
  if ([...borders, ...picks.keys()].some(isIn)) return false;
  if (named.some(({ path, kind }) => kind !== 'pattern' && isIn(path.node))) return false;
  return [...shapes].every(([node, shape]) => !isIn(node) || isSame(shape, paths.get(node), plan));
}

function isSame(shape: Shape, path: NodePath | undefined, { action }: CallPlan): boolean {
  if (shape.is !== 'v1' || !path) return false;
  const place = locate(action, shape.path);
  if (place.at === 'field') {
    const { field } = place;
    return field.convert.as === 'same' && field.v4 === field.name && !field.reason;
  }
  return (place.at === 'element' || place.at === 'root') && isOnlyRead(path);
}

/** Is it a name of the record, or list, that is only asked for something of it? */
function isOnlyRead(path: NodePath): boolean {
  const { parentPath: parent, key, listKey } = path;
  if (!parent || listKey === 'params') return true;
  if (parent.isVariableDeclarator()) return true;
  if (!path.isIdentifier()) return false;
  if (is.isMemberExpression(parent.node) || is.isOptionalMemberExpression(parent.node)) return key === 'object';
  if (parent.isLogicalExpression({ operator: '&&' })) return key === 'left';
  return parent.isUnaryExpression({ operator: '!' }) || (parent.isIfStatement() && key === 'test');
}
