/** TypeScript types of functions that hand on v1's whole answer: what they give is v4's. */
import { bare } from '../evaluate/evaluate.js';
import { type ast, is, type NodePath } from '../syntax/index.js';
import { wholeType } from './annotations.js';
import type { CallPlan } from './call-plan.js';
import type { Rewriter } from './rewriter.js';

export function relayedTypes(rewriter: Rewriter): void {
  for (const plan of rewriter.plans) {
    if (!plan.relay || !rewriter.module.typescript) continue;
    const settles = plan.relay.passes.filter(({ reject }) => reject !== null);
    for (const { call } of settles) promised(call, plan, rewriter);
    if (plan.call.delivery.by === 'value' || settles.length > 0) returned(plan.relay.fn, plan, rewriter);
    else calledBack(plan.relay.fn, plan, rewriter);
  }
}

/** `new Promise<Answer>(…)` */
function promised(call: NodePath, plan: CallPlan, rewriter: Rewriter): void {
  const construct = call.findParent((path) => path.isNewExpression());
  const [of] = construct?.isNewExpression() ? (construct.node.typeParameters?.params ?? []) : [];
  if (of && !isOpen(of)) rewriter.replaced.set(of, wholeType(plan, rewriter) ?? 'unknown');
}

/** `Promise<Answer>` */
function returned(fn: NodePath<ast.Function>, plan: CallPlan, rewriter: Rewriter): void {
  const written = fn.get('returnType.typeAnnotation') as NodePath;
  if (!written.node || isOpen(written.node)) return;
  const type = wholeType(plan, rewriter) ?? 'unknown';
  const [of, ...others] = written.isTSTypeReference() ? (written.node.typeParameters?.params ?? []) : [];
  if (of && others.length === 0) rewriter.replaced.set(of, type);
  else rewriter.replaced.set(written.node, `Promise<${type}>`);
}

/** `(err: Error | null, body?: Answer) => void` */
function calledBack(fn: NodePath<ast.Function>, plan: CallPlan, rewriter: Rewriter): void {
  const { delivery } = plan.call;
  const [pass] = plan.relay?.passes ?? [];
  const callback = pass
    ? (pass.call.get('callee') as NodePath)
    : delivery.by === 'callback'
      ? bare(delivery.callback)
      : null;
  const given = fn.get('params').find((one) => one.isIdentifier() && one.node.name === String(callback));
  const written = given?.get('typeAnnotation.typeAnnotation') as NodePath | undefined;
  if (!written?.node || isOpen(written.node)) return;
  rewriter.replaced.set(written.node, `(err: any, ${plan.name}?: any) => void`);
}

function isOpen(node: ast.Node): boolean {
  return is.isTSAnyKeyword(node) || is.isTSUnknownKeyword(node);
}
