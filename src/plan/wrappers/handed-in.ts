/** Which of the functions that a caller handed in a name inside of the wrapper stands for. */
import { bare, evaluate, memberName, within } from '../../evaluate/evaluate.js';
import type { FunctionValue } from '../../evaluate/value.js';
import type { Wrapper } from '../../find/v1-call.js';
import { programPath } from '../../find/wrappers/call-sites.js';
import { type ast, is, type NodePath, referencesTo } from '../../syntax/index.js';

/** Is the argument that function? */
export function isSame(argument: NodePath, callback: FunctionValue, { env }: Wrapper): boolean {
  const value = within(env, () => evaluate(argument));
  return value.kind === 'function' && value.fn.node === callback.fn.node;
}

/** `var done = arguments[arguments.length - 1]`: which argument of the call that is; -1: none that is a function. */
export function givenAt(path: NodePath, { args, env }: Wrapper): number {
  if (!path.isIdentifier() && !path.isMemberExpression()) return -1;
  const value = within(env, () => evaluate(path));
  if (value.kind !== 'function' && value.kind !== 'param') return -1;
  return args.findIndex((argument) => {
    const given = within(env, () => evaluate(argument));
    if (value.kind === 'function') return given.kind === 'function' && given.fn.node === value.fn.node;
    return given.kind === 'param' && given.binding === value.binding;
  });
}

/** Is it a parameter of the function, which calls it? */
export function isCalledBack(path: NodePath, fn: NodePath<ast.Function>): boolean {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (binding?.kind !== 'param' || binding.scope.path.node !== fn.node) return false;
  const isHanded = ({ parentPath, listKey }: NodePath) => listKey === 'arguments' && parentPath?.isCallExpression();
  const isLast = fn.node.params.at(-1) === binding.identifier;
  return binding.referencePaths.some((use) => isCallee(use) || (isLast && isHanded(use)));
}

/** `cb(…)`, `cb.call(this, …)` */
function isCallee({ key, parentPath }: NodePath): boolean {
  const isThrough = key === 'object' && parentPath?.isMemberExpression() && parentPath.key === 'callee';
  return key === 'callee' || (isThrough === true && ['call', 'apply', 'bind'].includes(memberName(parentPath) ?? ''));
}

/** `exits.success`: a function that stands in what the caller handed in; a name of its own for it. */
export function handedFunction(path: NodePath, { fn, env }: Wrapper): string | null {
  if (!path.isIdentifier() && !path.isMemberExpression()) return null;
  const value = within(env, () => evaluate(path));
  if (value.kind !== 'function' || value.fn.isDescendant(fn)) return null;
  const root = bare(path.isMemberExpression() ? rootOf(path) : path);
  const binding = root.isIdentifier() ? root.scope.getBinding(root.node.name) : undefined;
  const isOwn = binding?.scope.path.node === fn.node || binding?.scope.path.isDescendant(fn) === true;
  return isOwn ? `${programPath(value.fn).node.start}:${value.fn.node.start}` : null;
}

function rootOf(path: NodePath): NodePath {
  const inner = bare(path);
  return inner.isMemberExpression() ? rootOf(inner.get('object') as NodePath) : inner;
}

/** `if (cb)`, `cb && cb(…)`, a default: the function does without it. */
export function isTested(parameter: NodePath | undefined): boolean {
  if (!parameter?.isIdentifier()) return parameter?.isAssignmentPattern() ?? false;
  if (isDemanded(parameter)) return false;
  const uses = referencesTo(parameter.scope.getBinding(parameter.node.name));
  return uses.some(
    ({ parentPath, key }) =>
      (parentPath?.isIfStatement() && key === 'test') ||
      (parentPath?.isLogicalExpression() && key === 'left') ||
      parentPath?.isUnaryExpression(),
  );
}

/** `if (typeof cb !== 'function') throw …` */
export function isDemanded(parameter: NodePath | undefined): boolean {
  if (!parameter?.isIdentifier()) return false;
  const uses = referencesTo(parameter.scope.getBinding(parameter.node.name));
  return uses.some(({ parentPath }) => {
    const test = parentPath?.parentPath?.isBinaryExpression() ? parentPath.parentPath : parentPath;
    const branch = parentPath?.isUnaryExpression() && test?.key === 'test' ? test.parentPath : null;
    const then = branch?.isIfStatement() ? branch.node.consequent : null;
    return is.isThrowStatement(is.isBlockStatement(then) ? then.body.at(-1) : then);
  });
}

/** The name that a parameter with a default has. */
export function nameOf(parameter: NodePath): ast.Node {
  return parameter.isAssignmentPattern() ? parameter.node.left : parameter.node;
}
