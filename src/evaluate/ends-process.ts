/** Calls after which nothing runs any more. */
import { type ast, is, type NodePath } from '../syntax/index.js';
import { bare, evaluate } from './evaluate.js';
import { elsewhereOf, isExternal } from './value.js';

/** `process.exit(1)`, or a function that always comes to it: `die('no such zone')`. */
export function endsProcess(path: NodePath, depth = 0): boolean {
  const call = bare(path);
  if (!call.isCallExpression()) return false;
  const callee = evaluate(call.get('callee') as NodePath);
  const fn = callee.kind === 'function' ? callee.fn : elsewhereOf(callee)?.fn;
  if (fn?.isFunction()) return depth < 3 && alwaysEnds(fn as NodePath<ast.Function>, depth + 1);
  return (
    isExternal(callee, [null], 'process', 'exit') ||
    isExternal(callee, [null], 'process', 'abort') ||
    isExternal(callee, ['process', 'node:process'], 'exit')
  );
}

/** Does whoever calls the function never get to go on? */
function alwaysEnds(fn: NodePath<ast.Function>, depth: number): boolean {
  if (fn.node.async || fn.node.generator) return false;
  const body = fn.get('body') as NodePath;
  if (!body.isBlockStatement()) return endsProcess(body, depth);
  for (const one of body.get<NodePath[]>('body')) {
    if (one.isExpressionStatement() && endsProcess(one.get('expression'), depth)) return true;
    if (one.isReturnStatement()) return one.node.argument != null && endsProcess(one.get<NodePath>('argument'), depth);
    if (!one.isExpressionStatement() && !one.isVariableDeclaration() && !isNeverLeft(one)) return false;
  }
  return false;
}

/** `if (usage) console.log(help)`: the function goes on behind it, if it does not end there. */
function isNeverLeft(statement: NodePath): boolean {
  let leaves = !statement.isIfStatement();
  statement.traverse({
    enter(inner) {
      if (inner.isFunction()) inner.skip();
      else if (inner.isReturnStatement() || inner.isThrowStatement()) leaves = true;
    },
  });
  return !leaves;
}

/** `process.exitCode = 1` */
export function setsExitCode(path: NodePath): boolean {
  if (!path.isAssignmentExpression({ operator: '=' })) return false;
  const left = path.get('left') as NodePath;
  if (!left.isMemberExpression({ computed: false }) || !is.isIdentifier(left.node.property, { name: 'exitCode' }))
    return false;
  const object = evaluate(left.get('object') as NodePath);
  return isExternal(object, [null], 'process') || isExternal(object, ['process', 'node:process']);
}
