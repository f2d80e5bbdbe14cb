/**
 * Functions of the program that are given records of answers: what they read is written once, for all that call them.
 * Where a caller hands over something else, they serve only if nothing in them changes.
 */
import type { Handing } from '../find/answers/answer.js';
import { locate } from '../find/answers/locate.js';
import type { Shape } from '../find/request.js';
import { type ast, is, type NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import { groupsBy, passesNothing, withHandlers } from './handlers.js';
import { holds } from './holds.js';
import type { Planned } from './plan-calls.js';

interface Share {
  readonly plan: CallPlan;
  readonly sharing: Handing;
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
  const plans = planned.flatMap(({ plan }) => plan ?? []);
  for (const group of groupsBy(plans, ({ handed }) => handed))
    if (!serves(group)) for (const { plan, sharing } of group) refused.set(plan, sharing);
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

function serves(group: readonly Share[]): boolean {
  return group.every(({ plan, sharing }) => staysAsWritten(sharing.fn.node, plan)) || isGivenNothingElse(group);
}

/** Is every caller one of those calls', and hands over what the others do? */
function isGivenNothingElse(group: readonly Share[]): boolean {
  const [first] = group;
  const uses = first?.sharing.uses();
  if (!first || !uses) return false;
  const served = new Set(group.map(({ sharing }) => sharing.use.node));
  const { node } = first.sharing.fn;
  const isServed = (use: NodePath) => served.has(use.node) || passesNothing(use, first.sharing.params);
  const isGiven = (shape: Shape | null | undefined) => Boolean(shape) && shape?.is !== 'error';
  const given = ({ sharing: { params } }: Share) => String(node.params.map((_, index) => isGiven(params[index])));
  return (
    uses.every(isServed) &&
    group.every((one) => given(one) === given(first)) &&
    group.every(({ plan }) => group.every((other) => readsIn(node, plan) === readsIn(node, other.plan)))
  );
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
