/** Whether nothing but some known calls can reject the promises that a piece of code waits for. */
import { isBuiltin } from 'node:module';
import { bare, evaluate } from '../evaluate/evaluate.js';
import { isPromiseAll } from '../find/answers/combined.js';
import type { ast, NodePath } from '../syntax/index.js';

/** `reached`: the expressions whose promises the known calls reject. */
export function onlyRejectedBy(code: NodePath, reached: ReadonlySet<ast.Node>): boolean {
  let only = true;
  const see = (promise: NodePath) => {
    only &&= isKnown(promise, reached);
  };
  const waits = (path: NodePath<ast.AwaitExpression> | NodePath<ast.YieldExpression>) => {
    if (path.node.argument) see(path.get('argument') as NodePath);
  };
  if (!code.isBlockStatement() && !code.isFunction()) see(code);
  code.traverse({
    AwaitExpression: waits,
    YieldExpression: waits,
    ReturnStatement(path) {
      const given = path.get('argument') as NodePath;
      if (given.node && calls(given)) see(given);
    },
    Function(path) {
      const body = path.get('body') as NodePath;
      if (!body.isBlockStatement() && calls(body)) see(body);
    },
  });
  return only;
}

function calls(path: NodePath): boolean {
  const inner = bare(path);
  return inner.isCallExpression() || inner.isOptionalCallExpression();
}

function isKnown(written: NodePath, reached: ReadonlySet<ast.Node>): boolean {
  const path = bare(written);
  if (path.isConditionalExpression())
    return [path.get('consequent'), path.get('alternate')].every((one) => isKnown(one, reached));
  if (path.isCallExpression()) {
    const callee = evaluate(path.get('callee') as NodePath);
    const [list] = path.get('arguments') as NodePath[];
    if (isPromiseAll(callee) && list?.isArrayExpression())
      return (list.get('elements') as NodePath[]).every((one) => isKnown(one, reached));
    if (reached.has(path.node)) return true;
    // Of the language or of Node: its errors have no answer, and a code that v4's keep.
    return callee.kind === 'external' && (callee.module === null || isBuiltin(callee.module));
  }
  return reached.has(path.node) || path.isLiteral() || path.isObjectExpression() || path.isArrayExpression();
}
