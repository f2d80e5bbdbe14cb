/** Places that several answers come to, or an answer and something else: where they cannot agree, their calls are left. */
import type { Answer } from '../find/answers/answer.js';
import type { Shape } from '../find/request.js';
import type { ast, Binding, NodePath } from '../syntax/index.js';
import { agreeOn } from './agreeing.js';
import type { CallPlan } from './call-plan.js';
import { staysAsWritten } from './handed-parts.js';
import { inSharedFunction } from './handlers.js';
import { holds } from './holds.js';
import type { Planned } from './plan-calls.js';

/** Where something keeps v1's shape, it may come back where an answer is read as v4's. */
export function withoutMerges(planned: readonly Planned[]): Planned[] {
  if (!planned.some(({ plan }) => !plan || plan.answer.borders.size > 0)) return [...planned];
  const isAnswer = ({ node }: NodePath) =>
    planned.some(({ plan, followed }) => (plan?.answer ?? followed)?.shapes.has(node));
  const told = planned.map((one) => {
    const merge = one.plan?.answer.merges.find((path) => !isAnswer(path));
    if (!one.plan || !merge) return one;
    const reason = { id: 'kept-answer' as const, path: one.call.site, field: String(merge).replace(/\s+/g, ' ') };
    return { ...one, plan: null, reasons: [...one.reasons, reason], followed: one.plan.answer };
  });
  return withoutConflicts(told);
}

/** Leaves out calls in the place of whose answer something else may be read than the answer of another call. */
export function withoutStrangers(planned: readonly Planned[]): Planned[] {
  let current = [...planned];
  for (;;) {
    const isAnswer = ({ node }: NodePath, own: CallPlan) =>
      current.some(({ plan }) => plan && plan !== own && plan.answer.shapes.has(node));
    const next = current.map((one) => {
      const { plan } = one;
      if (!plan || plan.beside.every((path) => isAnswer(path, plan))) return one;
      return mixed(one, plan, heldBy(plan.anchor));
    });
    if (next.every((one, index) => one === current[index])) return next;
    current = next;
  }
}

function mixed(one: Planned, { answer }: CallPlan, field: string | undefined): Planned {
  const reason = { id: 'mixed-values' as const, path: one.call.site, field };
  return { ...one, plan: null, reasons: [...one.reasons, reason], followed: answer };
}

/**
 * Answers of several calls in one place: each of them is left, also where another one stays as it is, since what is
 * read there is v1's then.
 */
export function withoutConflicts(planned: readonly Planned[]): Planned[] {
  let current = [...planned];
  for (;;) {
    const owners = new Map<ast.Node, Planned[]>();
    for (const one of current)
      for (const node of (one.plan?.answer ?? one.followed)?.shapes.keys() ?? [])
        owners.set(node, [...(owners.get(node) ?? []), one]);
    const next = current.map((one) => withoutConflict(one, owners));
    if (next.every((one, index) => one === current[index])) return next;
    current = next;
  }
}

function withoutConflict(one: Planned, owners: ReadonlyMap<ast.Node, readonly Planned[]>): Planned {
  const { plan } = one;
  if (!plan) return one;
  const contested = [...plan.answer.shapes].flatMap(([node, shape]) => {
    const others = owners.get(node as ast.Node) ?? [];
    return others.some((other) => other !== one && isContested(node as ast.Node, shape, plan, other)) ? [node] : [];
  });
  if (contested.length === 0) return one;
  return mixed(one, plan, nameAmong(contested, plan.answer) ?? heldBy(one.call.site));
}

/** Is what is there of one call, or of the other? */
function isContested(node: ast.Node, shape: Shape, plan: CallPlan, other: Planned): boolean {
  const same = (other.plan?.answer ?? other.followed)?.shapes.get(node);
  if (shape.is === 'known' || isShared(shape) || !same) return false;
  if (plan.answer.handed.some(({ fn }) => holds(fn.node, node) && staysAsWritten(fn.node, plan))) return false;
  if (!other.plan)
    return same.is !== 'known' && !isShared(same) && !plan.answer.shared.some(({ fn }) => holds(fn.node, node));
  if (holdsNothing(shape, plan) && holdsNothing(same, other.plan)) return false;
  return !inSharedFunction(node, plan, other.plan) && !agreeOn(node, plan, other.plan);
}

/** The variable that holds it. */
function nameAmong(nodes: readonly unknown[], { holders }: Answer): string | undefined {
  const isOf = ({ identifier, referencePaths }: Binding) =>
    nodes.includes(identifier) || referencePaths.some((use) => nodes.includes(use.node));
  return [...holders.keys()].find(isOf)?.identifier.name;
}

/** What the value of the expression is put into, as it is written. */
export function heldBy(path: NodePath): string | undefined {
  const declarator = path.getStatementParent()?.isVariableDeclaration()
    ? path.findParent((parent) => parent.isVariableDeclarator())
    : null;
  return declarator?.isVariableDeclarator() ? String(declarator.get('id')).replace(/\s+/g, ' ') : undefined;
}

/** `Promise.all([…])` of several calls: each has its own item of the list. */
function isShared(shape: Shape): boolean {
  return shape.is === 'promise' ? isShared(shape.of) : shape.is === 'tuple' && shape.several === true;
}

/** A list of answers, none of which has anything that could be read. */
function holdsNothing(shape: Shape, plan: CallPlan): boolean {
  if (shape.is === 'promise' || shape.is === 'many') return holdsNothing(shape.of, plan);
  const { action } = plan;
  return shape.is === 'v1' && action.answer.kind === 'nothing' && action.answer.beside.length === 0;
}
