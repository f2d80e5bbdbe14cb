/**
 * Tests of how a v1 call went that stand where no failure of it is written: behind `Promise.all`, in a function that is
 * given the answer, in a second handler. There the code is written for success alone, so the test would be lost.
 */
import type { Link } from '../find/answers/answer.js';
import { callersOf } from '../find/answers/callers.js';
import { functionAt } from '../find/answers/function-at.js';
import { locate } from '../find/answers/locate.js';
import type { ast, NodePath } from '../syntax/index.js';
import { askedIn, isReachedFailing } from './asked.js';
import type { CallPlan } from './call-plan.js';
import { holds } from './holds.js';
import { firstWaiting } from './styles/link.js';
import { restOf } from './styles/parted.js';

/** The first read of `result`, `msg` or `err_code`, or test for an answer, outside the code that is written once per outcome. */
export function testedElsewhere(plan: CallPlan): ast.Node | null {
  const regions = regionsOf(plan);
  const guards = plan.style === 'promise' || plan.style === 'await' ? guardsOf(plan) : new Set();
  for (const [node, shape] of plan.answer.shapes) {
    if (shape.is !== 'v1') continue;
    const { at } = locate(plan.action, shape.path);
    if (at !== 'status' && !(guards.has(node as ast.Node) && (at === 'spine' || at === 'root') && !plan.call.rejects))
      continue;
    if (!regions.some((region) => holds(region, node as ast.Node))) return node as ast.Node;
  }
  return plan.style === 'callback' ? askedWhereItFailed(plan, regions) : null;
}

/** A function that is given a part of the answer, and asks whether that is there. */
function askedWhereItFailed(plan: CallPlan, regions: readonly ast.Node[]): ast.Node | null {
  for (const { kind, scope } of plan.answer.holders.keys()) {
    const fn = scope.path;
    if (kind !== 'param' || !fn.isFunction() || regions.includes(fn.node)) continue;
    const [asked] = askedIn(fn, plan.answer, plan.action);
    const calls = asked ? callersOf(fn as NodePath<ast.Function>) : null;
    if (asked && calls?.some((call) => isReachedFailing(call, plan))) return asked.node;
  }
  return null;
}

/** `data && data.response`, `if (data.response)`: what asks whether there is an answer at all. */
function guardsOf(plan: CallPlan): ReadonlySet<ast.Node> {
  const found = new Set<ast.Node>();
  plan.anchor.scope.getProgramParent().path.traverse({
    IfStatement: ({ node }) => void found.add(node.test),
    ConditionalExpression: ({ node }) => void found.add(node.test),
    LogicalExpression: ({ node }) => void found.add(node.left).add(node.right),
    UnaryExpression: ({ node }) => void (node.operator === '!' && found.add(node.argument)),
    OptionalMemberExpression: ({ node }) => void (node.optional && found.add(node.object)),
  });
  return found;
}

/** The code that is written for success and for failure. */
function regionsOf(plan: CallPlan): ast.Node[] {
  const { call, answer, style } = plan;
  // Functions that are given the whole answer are written for every end.
  const given = answer.shared.map(({ fn }) => fn.node as ast.Node);
  const inlined = [...[...answer.inlined.values()].map(({ node }) => node as ast.Node), ...given];
  if (style === 'callback') {
    const { delivery } = call;
    const functions =
      delivery.by === 'callback'
        ? [delivery.callback, delivery.error]
        : delivery.by === 'events'
          ? [delivery.response, delivery.error]
          : [];
    return [...inlined, ...functions.flatMap((path) => (path ? [functionAt(path)?.node ?? path.node] : []))];
  }
  if (style === 'await') return [...inlined, ...(restOf(plan) ?? []).map(({ node }) => node)];
  const waiting = firstWaiting(plan);
  const read = waiting ? answer.links.slice(0, answer.links.indexOf(waiting) + 1) : [];
  // Errors of v4's API come to a handler in front of the code that asks for them; those of v1 passed it by.
  if (!call.rejects && read.some((one) => one !== waiting && catches(one))) return inlined;
  return [...inlined, ...read.flatMap(({ ok }) => (ok ? [ok.node as ast.Node] : []))];
}

/** Is there anything that errors come to? */
function catches({ call, method }: Link): boolean {
  const [first, second] = call.node.arguments;
  return (
    (method === 'then' || method === 'done' ? second : method === 'tap' || method === 'spread' ? null : first) != null
  );
}
