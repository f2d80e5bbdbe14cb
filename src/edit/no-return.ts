/** Calls behind which nothing runs: `process.exit(…)`, and functions of the file that end in one or throw. */
import { evaluate } from '../evaluate/evaluate.js';
import { isExternal } from '../evaluate/value.js';
import { isOfStranger } from '../find/strangers.js';
import type { ast, NodePath } from '../syntax/index.js';

const MAX_DEPTH = 4;

export function neverReturns(expression: NodePath, depth = 0): boolean {
  if (!expression.isCallExpression()) return false;
  if (isOfStranger(expression.get('callee'))) return false;
  const callee = evaluate(expression.get('callee'));
  if (isExternal(callee, [null], 'process', 'exit') || isExternal(callee, ['process'], 'exit')) return true;
  return callee.kind === 'function' && depth < MAX_DEPTH && endsTheProgram(callee.fn, depth);
}

/** `function die(message) { console.error(message); process.exit(1); }` */
function endsTheProgram(path: NodePath, depth: number): boolean {
  const fn = path as NodePath<ast.Function>;
  if (fn.node.async || fn.node.generator) return false;
  const body = fn.get('body') as NodePath;
  if (!body.isBlockStatement()) return neverReturns(body, depth + 1);
  const last = body.get<NodePath[]>('body').at(-1);
  if (!last || returnsBefore(body)) return false;
  return last.isThrowStatement() || (last.isExpressionStatement() && neverReturns(last.get('expression'), depth + 1));
}

function returnsBefore(body: NodePath): boolean {
  let found = false;
  body.traverse({
    Function: (inner) => inner.skip(),
    ReturnStatement() {
      found = true;
    },
  });
  return found;
}
