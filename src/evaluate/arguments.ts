/** What a function that was entered finds in `arguments`: all that it was called with, in order. */
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';
import type { ArrayValue, Value } from './value.js';

/** Functions whose `arguments` were asked for → the name that scopes do not declare. */
const DECLARED = new WeakMap<ast.Node, Binding>();

/** The binding that scopes lack for `arguments`; null where the name is something else, or of no function. */
export function argumentsBinding(use: NodePath<ast.Identifier>): Binding | null {
  if (use.node.name !== 'arguments') return null;
  const fn = use.findParent((path) => path.isFunction() && !path.isArrowFunctionExpression());
  return fn ? argumentsOf(fn as NodePath<ast.Function>) : null;
}

/** null for functions that never look at them. */
export function argumentsOf(fn: NodePath<ast.Function>): Binding | null {
  if (fn.isArrowFunctionExpression()) return null;
  const known = DECLARED.get(fn.node);
  if (known) return known.referenced ? known : null;
  const referencePaths: NodePath[] = [];
  fn.traverse({
    Function: (inner) => {
      if (!inner.isArrowFunctionExpression()) inner.skip();
    },
    Identifier(path) {
      if (path.node.name === 'arguments' && path.isReferencedIdentifier() && !path.scope.hasBinding('arguments', true))
        referencePaths.push(path);
    },
  });
  const binding = {
    kind: 'param',
    scope: fn.scope,
    path: fn,
    identifier: fn.node,
    constant: true,
    constantViolations: [],
    referencePaths,
    referenced: referencePaths.length > 0,
  } as unknown as Binding;
  DECLARED.set(fn.node, binding);
  return binding.referenced ? binding : null;
}

/** Does it see what it has no parameter for? */
export function seesAllArguments(fn: NodePath<ast.Function>): boolean {
  return argumentsOf(fn) !== null || fn.node.params.some((one) => is.isRestElement(one));
}

/** All that was given; what the function sets a parameter to may stand in `arguments` as well. */
export function argumentList(fn: NodePath<ast.Function>, given: readonly Value[]): ArrayValue {
  const items = given.map((value, index): Value => {
    const parameter = fn.node.params[index];
    const own = is.isIdentifier(parameter) ? fn.scope.getOwnBinding(parameter.name) : undefined;
    return own && own.constantViolations.length > 0 ? { kind: 'unknown', path: value.path, env: value.env } : value;
  });
  return { kind: 'array', items, open: false, path: fn };
}
