/** Calls after which nothing runs any more. */
import { type ast, is, type NodePath } from '../syntax/index.js';
import { bare, evaluate } from './evaluate.js';
import { elsewhereOf, isExternal } from './value.js';

/** `process.exit(1)`, or a function that always comes to it: `die('no such zone')`. `throws`: or to a `throw`. */
export function endsProcess(path: NodePath, throws = false, depth = 0): boolean {
  const call = bare(path);
  if (!call.isCallExpression()) return false;
  const callee = evaluate(call.get('callee') as NodePath);
  const fn = callee.kind === 'function' ? callee.fn : elsewhereOf(callee)?.fn;
  if (fn?.isFunction()) return depth < MAX_DEPTH && alwaysEnds(fn as NodePath<ast.Function>, throws, depth + 1);
  return (
    isExternal(callee, [null], 'process', 'exit') ||
    isExternal(callee, [null], 'process', 'abort') ||
    isExternal(callee, ['process', 'node:process'], 'exit')
  );
}

const MAX_DEPTH = 4;

/** Does whoever calls the function never get to go on? */
function alwaysEnds(fn: NodePath<ast.Function>, throws: boolean, depth: number): boolean {
  if (fn.node.async || fn.node.generator) return false;
  const body = fn.get('body') as NodePath;
  const ends = (path: NodePath) => endsProcess(path, throws, depth);
  if (!body.isBlockStatement()) return ends(body);
  for (const one of body.get<NodePath[]>('body')) {
    if (one.isThrowStatement()) return throws;
    if (one.isExpressionStatement() && ends(one.get('expression'))) return true;
    if (one.isReturnStatement()) return one.node.argument != null && ends(one.get<NodePath>('argument'));
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
