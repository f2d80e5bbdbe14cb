/**
 * Functions that come back to themselves. What they give is not followed: each of a dozen that call one another would
 * be entered from all the others, in every order.
 */
import { type ast, is, type NodePath } from '../syntax/index.js';

const CALLED = new WeakMap<ast.Node, readonly NodePath[]>();
const RECURSIVE = new WeakMap<ast.Node, boolean>();

/** beyond so many functions nobody follows what one gives */
const MOST = 200;

/** Does the function, before it returns, call itself, by whatever other functions of the file? */
export function isRecursive(fn: NodePath): boolean {
  const known = RECURSIVE.get(fn.node);
  if (known !== undefined) return known;
  const seen = new Set<ast.Node>();
  const open = [...calledBy(fn)];
  let found = false;
  for (let next = open.pop(); next && !found; next = open.pop()) {
    if (next.node === fn.node || seen.size > MOST) found = true;
    if (seen.has(next.node)) continue;
    seen.add(next.node);
    open.push(...calledBy(next));
  }
  RECURSIVE.set(fn.node, found);
  return found;
}

/** The functions of the file that are called by name in its body, outside of functions that it only hands on. */
function calledBy(fn: NodePath): readonly NodePath[] {
  const known = CALLED.get(fn.node);
  if (known) return known;
  const called: NodePath[] = [];
  const add = (call: NodePath<ast.CallExpression>) => {
    const callee = call.get('callee') as NodePath;
    const binding = callee.isIdentifier() ? callee.scope.getBinding(callee.node.name) : undefined;
    if (!binding) return;
    if (binding.path.isFunctionDeclaration()) called.push(binding.path);
    const init = binding.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
    if (init?.node && is.isFunction(init.node)) called.push(init);
  };
  const body = fn.get('body') as NodePath;
  if (body.isCallExpression()) add(body);
  body.traverse({ Function: (nested) => nested.skip(), CallExpression: add });
  CALLED.set(fn.node, called);
  return called;
}
