/** Where the code behind an awaited call no longer depends on how that call ended: there it is written once for both ways. */
import { type NodePath, spanOfRow, startOf } from '../../syntax/index.js';
import { type CallPlan, SUCCESS, withOutcome } from '../call-plan.js';
import { isBare, waitingStatement } from '../own-statement.js';
import type { Rewriter } from '../rewriter.js';

const HEADS = new WeakMap<CallPlan, readonly NodePath[] | null>();

/** The statement that awaits, and those behind it in its block. */
export function restOf(plan: CallPlan): NodePath[] | null {
  const statement = waitingStatement(plan);
  const block = statement?.parentPath;
  if (statement && isBare(statement)) return [statement];
  if (!statement || (!block?.isBlockStatement() && !block?.isProgram())) return null;
  return (block.get('body') as NodePath[]).slice(Number(statement.key));
}

/**
 * The statements up to the last one that reads the answer, where others behind them await further calls: written once
 * for each way that each call may end, these would double with every call. Null where the rest cannot be parted so.
 */
export function headOf(plan: CallPlan, rewriter: Rewriter): readonly NodePath[] | null {
  const known = HEADS.get(plan);
  if (known !== undefined) return known;
  // While the parts are looked at, the rest counts as one.
  HEADS.set(plan, null);
  const head = findHead(plan, rewriter);
  HEADS.set(plan, head);
  return head;
}

const PARTED = new WeakSet<CallPlan>();

/** Says that the code behind the call is written in parts: its errors have code of their own. */
export function part(plan: CallPlan): void {
  PARTED.add(plan);
}

/** Is the code behind the call, which stands before the asker, written in parts? */
export function isParted(plan: CallPlan): boolean {
  return PARTED.has(plan);
}

/** The statements that wait for the call: the head, or all of the rest. */
export function waitingOf(plan: CallPlan, rewriter: Rewriter): readonly NodePath[] | null {
  return headOf(plan, rewriter) ?? restOf(plan);
}

/** The name of the variable that keeps an error until both ways have met again; each call of a block has its own. */
export function failureName(plan: CallPlan, rewriter: Rewriter): string {
  const block = waitingStatement(plan)?.parent;
  const before = rewriter.plans.filter(
    (one) =>
      startOf(one.anchor.node) < startOf(plan.anchor.node) && waitingStatement(one)?.parent === block && isParted(one),
  );
  return rewriter.names.inside(plan.call.site.scope, before.length === 0 ? 'failure' : `failure${before.length + 1}`);
}

function findHead(plan: CallPlan, rewriter: Rewriter): readonly NodePath[] | null {
  const rest = restOf(plan);
  if (!rest || plan.style !== 'await') return null;
  const last = rest.findLastIndex((statement, index) => index === 0 || rewriter.depends(statement, plan));
  const [head, tail] = [rest.slice(0, last + 1), rest.slice(last + 1)];
  const others = rewriter.plans.filter((one) => one !== plan);
  if (!others.some(({ anchor }) => isIn(anchor, tail)) || others.some(({ anchor }) => isIn(anchor, head))) return null;
  if (isNeeded(head, tail)) return null;
  const { start: from, end: to } = spanOfRow(head);
  const falls = (outcome: 'success' | 'api') =>
    rewriter.hoisted(
      plan,
      () => rewriter.renderStatements(head, from, to, withOutcome(SUCCESS, plan, outcome)).ending === 'falls',
    );
  return falls('success') && falls('api') ? head : null;
}

function isIn(path: NodePath, statements: readonly NodePath[]): boolean {
  return statements.some((one) => path === one || path.isDescendant(one));
}

/** Do these statements declare what the others name? */
export function isNeeded(declaring: readonly NodePath[], others: readonly NodePath[]): boolean {
  let needed = false;
  const see = (path: NodePath) => {
    const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
    if (binding && isIn(binding.path, declaring)) needed = true;
  };
  for (const other of others) other.traverse({ enter: see });
  return needed;
}
