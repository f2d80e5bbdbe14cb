/** What an expression does beside giving a value: that is lost where its value is written in its place. */
import { type ast, type Binding, is, type NodePath, startOf } from '../syntax/index.js';
import { bare, evaluate, memberName } from './evaluate.js';
import { isChanging, isMaker, isReading } from './idle-calls.js';
import { isExtend } from './libraries.js';

/** Calls that only make something of their arguments. */
const MAKERS =
  /(?:^|\.)(?:assign|extend|merge|defaults|freeze|stringify|encode|encodeURIComponent|String|Number|URLSearchParams|FormData|Map)$/;

/** Is the expression an argument of a call, which may be written anew, or what is called itself? */
export function isHandedOver(path: NodePath): boolean {
  for (let one = path; one.parentPath; one = one.parentPath) {
    const { parentPath: parent } = one;
    if (parent.isStatement() || parent.isFunction()) return false;
    if (!parent.isCallExpression() && !parent.isNewExpression()) continue;
    if (one.key === 'callee') return one === path;
    if (one.listKey === 'arguments' && !MAKERS.test(String(parent.get('callee')))) return true;
  }
  return false;
}

/** `(n++, 'low')`; not the `(0, api.send)` of a compiler */
export function isIdleSequence(path: NodePath<ast.SequenceExpression>): boolean {
  return path.node.expressions.slice(0, -1).every((one) => is.isLiteral(one) || is.isIdentifier(one));
}

const EFFECTS = new WeakMap<ast.Node, boolean>();

/** Does a call of the function do more than give a value: set what others see, print, write, or call what does? */
export function hasEffects(fn: NodePath, call: NodePath<ast.CallExpression>): boolean {
  return (
    doesMore(fn) ||
    setsGiven(fn as NodePath<ast.Function>, call) ||
    (call.get('arguments') as NodePath[]).some((given) => {
      const called = functionGiven(given);
      return called !== null && doesMore(called);
    })
  );
}

/** The function of the author's that is given there, itself or by its name. */
function functionGiven(given: NodePath): NodePath | null {
  const binding = given.isIdentifier() ? given.scope.getBinding(given.node.name) : undefined;
  const held = binding?.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : (binding?.path ?? given);
  return held.isFunction() ? held : null;
}

function doesMore(fn: NodePath): boolean {
  const known = EFFECTS.get(fn.node);
  if (known !== undefined) return known;
  // one that comes back to itself does no more than it does besides
  EFFECTS.set(fn.node, false);
  const found = reachesOut(fn, fn, new Set());
  EFFECTS.set(fn.node, found);
  return found;
}

/** Does the code of the function, or of one within it that is called, do more than set variables of `home`? */
function reachesOut(fn: NodePath, home: NodePath, seen: Set<ast.Node>): boolean {
  const body = fn.get('body') as NodePath;
  if ((body.isFunction() && !isRunThere(body)) || seen.has(fn.node)) return false;
  seen.add(fn.node);
  let found = isEffect(body, home, seen);
  body.traverse({
    enter(path) {
      if (found || (path.isFunction() && !isRunThere(path))) path.skip();
      else found = isEffect(path, home, seen);
    },
  });
  return found;
}

function doesMoreThan(called: NodePath, fn: NodePath, seen: Set<ast.Node>): boolean {
  return called.isDescendant(fn) ? reachesOut(called, fn, seen) : doesMore(called);
}

/** `names.forEach(function (name) { … })`, `(function () { … })()` */
function isRunThere({ parentPath: call, key, listKey }: NodePath): boolean {
  return call?.isCallExpression() === true && (key === 'callee' || listKey === 'arguments');
}

function isEffect(path: NodePath, fn: NodePath, seen: Set<ast.Node>): boolean {
  if (path.isAssignmentExpression()) return isOutside(path.get('left') as NodePath, fn);
  if (path.isUpdateExpression()) return isOutside(path.get('argument') as NodePath, fn);
  if (path.isUnaryExpression({ operator: 'delete' })) return isOutside(path.get('argument') as NodePath, fn);
  if (!path.isCallExpression() && !path.isNewExpression() && !path.isOptionalCallExpression()) return false;
  const callee = bare(path.get('callee') as NodePath);
  if (callee.isFunction() || callee.isSuper()) return false;
  const args = path.get('arguments') as NodePath[];
  // What is given in place is looked at with the rest.
  const named = args.flatMap((one) => (one.isFunction() ? [] : (functionGiven(one) ?? [])));
  if (named.some((one) => doesMoreThan(one, fn, seen))) return true;
  const target = appliedBy(callee) ?? callee;
  const method = methodOf(target);
  if (method !== null && isReading(method)) return false;
  const called = evaluate(target);
  const [first] = args;
  if (first && isExtend(called)) return isOutside(first, fn) && !bare(first).isObjectExpression();
  if (called.kind === 'function') return doesMoreThan(called.fn, fn, seen);
  if (called.kind === 'external') return !isMaker(called);
  if (method !== null) return !isChanging(method) || isOutside(target.get('object') as NodePath, fn);
  // What the caller gave is looked at there.
  const binding = target.isIdentifier() ? target.scope.getBinding(target.node.name) : undefined;
  return binding?.kind !== 'param' || isOutside(target, fn);
}

function methodOf(callee: NodePath): string | null {
  const isMember = callee.isMemberExpression() || callee.isOptionalMemberExpression();
  return isMember ? memberName(callee as NodePath<ast.MemberExpression>) : null;
}

/** `f` of `f.call(…)` and `f.apply(…)` */
function appliedBy(callee: NodePath): NodePath | null {
  return /^(?:call|apply)$/.test(methodOf(callee) ?? '') ? bare(callee.get('object') as NodePath) : null;
}

/** Is it anything but a variable of the function's own, or below what that holds? */
function isOutside(target: NodePath, fn: NodePath): boolean {
  const root = rootOf(target);
  const binding = root.isIdentifier() ? root.scope.getBinding(root.node.name) : undefined;
  if (binding?.kind === 'param')
    return !binding.scope.path.findParent(({ node }) => node === fn.node) && binding.scope.path.node !== fn.node;
  return !binding || !binding.path.isDescendant(fn);
}

function rootOf(target: NodePath): NodePath {
  let root = bare(target);
  while (root.isMemberExpression()) root = bare(root.get('object'));
  return root;
}

/** Does it set properties of an object that it is given, and that is used again later? */
function setsGiven(fn: NodePath<ast.Function>, call: NodePath<ast.CallExpression>): boolean {
  return fn.node.params.some((parameter, index) => {
    const given = (call.get('arguments') as NodePath[])[index];
    const held = given?.isIdentifier() ? given.scope.getBinding(given.node.name) : undefined;
    if (!held || held.kind === 'param' || !is.isIdentifier(parameter)) return false;
    const isUsed = held.referencePaths.some(({ node }) => startOf(node) > startOf(given?.node as ast.Node));
    return isUsed && isSetBelow(fn.scope.getBinding(parameter.name));
  });
}

function isSetBelow(binding: Binding | undefined): boolean {
  return Boolean(
    binding?.referencePaths.some((use) => {
      const { parentPath: member } = use;
      return (
        member?.isMemberExpression() &&
        use.key === 'object' &&
        member.parentPath.isAssignmentExpression() &&
        member.key === 'left'
      );
    }),
  );
}
