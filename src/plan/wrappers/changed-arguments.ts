/** Does a wrapper change what its caller hands in, where the caller could see it? */
import { seesAllArguments } from '../../evaluate/arguments.js';
import { bare, evaluate, memberName, within } from '../../evaluate/evaluate.js';
import { isDefaults, isExtend } from '../../evaluate/libraries.js';
import type { Env } from '../../evaluate/value.js';
import type { Wrapper } from '../../find/v1-call.js';
import { type ast, type Binding, is, type NodePath, startOf } from '../../syntax/index.js';

/** Methods that change what they are called on. */
const CHANGING = new Set(['append', 'delete', 'pop', 'push', 'set', 'shift', 'sort', 'splice', 'unshift']);

/**
 * Would a caller miss what the function does to its arguments? `outer`: the function that the call stands in, where
 * that one is entered as well: what it was given itself is asked of its own callers.
 */
export function changesArguments({ fn, args, env }: Wrapper, outer: NodePath<ast.Function> | null): boolean {
  const changed = changedParameters(fn, 0, env);
  const given = (argument: NodePath) => within(env, () => evaluate(argument));
  const mayBeChanged = (argument: NodePath) => given(argument).kind !== 'function' && isKept(bare(argument));
  if (changed.has(fn.node) && args.some(mayBeChanged)) return true;
  return fn.get('params').some((parameter, index) => {
    const argument = args[index];
    if (argument === undefined || !changed.has(nameOf(parameter))) return false;
    const binding = outer && heldBinding(argument);
    return !(binding?.kind === 'param' && binding.scope.path.node === outer?.node) && isKept(bare(argument));
  });
}

function nameOf(parameter: NodePath): ast.Node {
  return parameter.isAssignmentPattern() ? parameter.node.left : parameter.node;
}

/**
 * The parameters whose properties the function sets, by their declarations; the function itself where that may be any
 * of its arguments.
 */
function changedParameters(fn: NodePath<ast.Function>, depth: number, env?: Env): Set<ast.Node> {
  const changed = new Set<ast.Node>();
  const seesAll = seesAllArguments(fn);
  const add = (path: NodePath) => {
    const binding = heldBinding(path);
    const isParameter = binding?.kind === 'param' && binding.scope.path.node === fn.node;
    if (isParameter && !isCopiedBefore(binding, path)) changed.add(binding.identifier);
    const mayBeAny = seesAll && depth === 0 && !isParameter;
    if (mayBeAny && !isMadeHere(path) && within(env ?? new Map(), () => evaluate(path)).kind !== 'array')
      changed.add(fn.node);
  };
  fn.traverse({
    AssignmentExpression(path) {
      const left = path.get('left') as NodePath;
      if (left.isMemberExpression()) add(left.get('object') as NodePath);
    },
    UpdateExpression(path) {
      const argument = path.get('argument') as NodePath;
      if (argument.isMemberExpression()) add(argument.get('object') as NodePath);
    },
    UnaryExpression(path) {
      const argument = path.get('argument') as NodePath;
      if (path.node.operator === 'delete' && argument.isMemberExpression()) add(argument.get('object') as NodePath);
    },
    CallExpression(path) {
      const args = path.get('arguments') as NodePath[];
      const callee = path.get('callee') as NodePath;
      const called = evaluate(callee);
      if (args[0] && (isExtend(called) || isDefaults(called))) add(args[0]);
      if (called.kind === 'function' && called.fn.node !== fn.node && depth < 3) {
        const inner = called.fn as NodePath<ast.Function>;
        const set = changedParameters(inner, depth + 1);
        inner.get('params').forEach((one, index) => {
          const argument = args[index];
          if (argument && set.has(nameOf(one))) add(argument);
        });
      }
      if (callee.isMemberExpression() && CHANGING.has(memberName(callee) ?? '')) add(callee.get('object') as NodePath);
    },
  });
  return changed;
}

/** Is it of a variable that holds an object of the function's own from the start? */
function isMadeHere(path: NodePath): boolean {
  const inner = bare(path);
  if (inner.isMemberExpression()) return isMadeHere(inner.get('object') as NodePath);
  const binding = inner.isIdentifier() ? inner.scope.getBinding(inner.node.name) : undefined;
  if (!binding?.path.isVariableDeclarator() || binding.constantViolations.length > 0) return false;
  const init = bare(binding.path.get('init') as NodePath);
  return init.node != null && (isFresh(init) || init.isNewExpression());
}

/** The variable that an object is reached by; `var form = params || {}` is `params`. */
function heldBinding(path: NodePath, depth = 0): Binding | null {
  const inner = bare(path);
  if (depth > 4) return null;
  if (inner.isMemberExpression()) return heldBinding(inner.get('object') as NodePath, depth + 1);
  if (inner.isLogicalExpression()) return heldBinding(inner.get('left'), depth + 1);
  const binding = inner.isIdentifier() ? inner.scope.getBinding(inner.node.name) : undefined;
  if (!binding) return null;
  if (!binding.path.isVariableDeclarator() || !is.isIdentifier(binding.path.node.id)) return binding;
  const init = binding.path.get<NodePath>('init');
  return init.node ? heldBinding(init, depth + 1) : null;
}

/** `options = Object.assign({}, defaults, options)`: from there on it is the function's own. */
function isCopiedBefore(binding: Binding, use: NodePath): boolean {
  return binding.constantViolations.some((step) => {
    if (!step.isAssignmentExpression() || startOf(step.node) > startOf(use.node)) return false;
    const statement = step.parentPath;
    const atOnce = statement?.isExpressionStatement() && statement.parentPath?.parent === binding.scope.path.node;
    return atOnce === true && isFresh(bare(step.get('right')));
  });
}

/** An object that nobody else holds: a literal, or what is copied into one. */
function isFresh(path: NodePath): boolean {
  if (path.isObjectExpression() || path.isArrayExpression()) return true;
  if (!path.isCallExpression()) return false;
  const [first] = path.get('arguments') as NodePath[];
  return first !== undefined && isExtend(evaluate(path.get('callee') as NodePath)) && isFresh(bare(first));
}

/** Is what is handed in still there afterwards? */
function isKept(argument: NodePath): boolean {
  if (argument.isObjectExpression() || argument.isArrayExpression() || argument.isLiteral()) return false;
  if (argument.isNewExpression() || argument.isFunction() || isFresh(argument)) return false;
  if (argument.isLogicalExpression() || argument.isConditionalExpression()) {
    const sides = argument.isLogicalExpression() ? ['left', 'right'] : ['consequent', 'alternate'];
    return sides.some((side) => isKept(bare(argument.get(side) as NodePath)));
  }
  const binding = argument.isIdentifier() ? argument.scope.getBinding(argument.node.name) : undefined;
  if (!binding) return !(argument.isIdentifier() && argument.node.name === 'undefined');
  const made = binding.path.isVariableDeclarator() ? bare(binding.path.get('init') as NodePath) : null;
  const isOwn = made?.node && isFresh(made) && binding.constantViolations.length === 0;
  if (!isOwn) return !isFunctionHeld(binding);
  const site = argument.getStatementParent();
  const sameRun = site?.getFunctionParent()?.node === binding.path.getFunctionParent()?.node;
  const later = binding.referencePaths.some(
    (use) => use.node !== argument.node && startOf(use.node) > startOf(argument.node),
  );
  return later || !sameRun || site?.findParent((parent) => parent.isLoop()) !== null;
}

function isFunctionHeld({ path }: Binding): boolean {
  return path.isFunctionDeclaration() || (path.isVariableDeclarator() && path.get<NodePath>('init').isFunction());
}
