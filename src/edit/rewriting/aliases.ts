/** Names of the answer, in the whole or on the way to what v4 gives: v4's variable takes their place. */

import { isAliasShape } from '../../find/answers/answer.js';
import { locate } from '../../find/answers/locate.js';
import { type ast, type Binding, codeOf, is, type NodePath } from '../../syntax/index.js';
import type { CallPlan, View } from '../call-plan.js';
import { grouped } from '../parentheses.js';
import type { Rewriter } from '../rewriter.js';
import { fallbackOf, holdsOnlyAliases, isGivenByFunction } from './declarations.js';

/** Is the expression just a name of the answer, in the whole or on the way to what v4 gives? */
export function isAlias(rewriter: Rewriter, path: NodePath, view: View, whole = false): boolean {
  const plan = rewriter.owners.get(path.node);
  const shape = plan?.answer.shapes.get(path.node);
  if (!plan || !shape || !isAliasShape(shape) || isHandled(rewriter, path.node)) return false;
  // The call itself is no alias of its answer, unless it failed and gave none.
  const made = path.isAwaitExpression() ? path.node.argument : path.node;
  if (rewriter.anchors.has(made))
    return path.isAwaitExpression() && (rewriter.moved.has(plan) || (view.get(plan) ?? 'success') !== 'success');
  if (shape.is === 'v1') {
    const place = locate(plan.action, shape.path);
    if (place.at !== 'spine' && place.at !== 'root' && !(whole && place.at === 'status')) return false;
  }
  return !(path.isLogicalExpression() || path.isConditionalExpression() || path.isAssignmentExpression()) || whole;
}

/** An expression that does nothing once the answer is v4's: an alias set, a literal. */
export function isIdle(rewriter: Rewriter, path: NodePath, view: View): boolean {
  if (isGivenByFunction(rewriter, path.isAssignmentExpression() ? (path.get('right') as NodePath) : path)) return false;
  if (path.isAssignmentExpression()) {
    const left = path.get('left') as NodePath;
    const held = left.isObjectPattern()
      ? holdsOnlyAliases(rewriter, left)
      : left.isIdentifier() && isLocalAlias(rewriter, left);
    return held && isAlias(rewriter, path.get('right') as NodePath, view, true);
  }
  if (path.isSequenceExpression()) return path.get('expressions').every((part) => isIdle(rewriter, part, view));
  return path.isIdentifier() || path.isLiteral() || (isAlias(rewriter, path, view) && !waitsForHeld(rewriter, path));
}

/** `await going`: the variable, or the property, holds a promise, and what follows was not done before that is kept. */
function waitsForHeld(rewriter: Rewriter, path: NodePath): boolean {
  if (!path.isAwaitExpression()) return false;
  let held: ast.Node = path.node.argument;
  while (is.isCallExpression(held)) held = is.isMemberExpression(held.callee) ? held.callee.object : held.callee;
  return rewriter.owners.get(held)?.answer.shapes.get(held)?.is === 'promise';
}

/** `cache[zone]`, `cache.get(zone)`, `results.zones`: an answer that was put under a key, or into a list. */
function isKept(rewriter: Rewriter, node: ast.Node): boolean {
  const member = is.isCallExpression(node) || is.isOptionalCallExpression(node) ? node.callee : node;
  if (!is.isMemberExpression(member) && !is.isOptionalMemberExpression(member)) return false;
  const shape = rewriter.owners.get(member.object)?.answer.shapes.get(member.object);
  return shape?.is === 'groups' || shape?.is === 'many' || (shape?.is === 'tuple' && shape.several === true);
}

/** `going.catch(() => {})`, `going.finally(tell)`: a promise of the same, of which something is done besides. */
function isHandled(rewriter: Rewriter, node: ast.Node): boolean {
  if (!is.isCallExpression(node) || !is.isMemberExpression(node.callee)) return false;
  const { object, property } = node.callee;
  if (rewriter.owners.get(object)?.answer.shapes.get(object)?.is !== 'promise') return false;
  return (
    rewriter.links.get(node)?.link.ok === null ||
    (is.isIdentifier(property) && /^(?:finally|lastly)$/.test(property.name))
  );
}

/** A variable of the answer that v4's variable takes the place of. */
export function isLocalAlias(rewriter: Rewriter, id: NodePath<ast.Identifier>): boolean {
  const binding = id.scope.getBinding(id.node.name);
  if (!binding) return false;
  const inside = rewriter.handlers.find(({ plan }) => plan.answer.holders.has(binding))?.plan;
  const plan = inside ?? rewriter.plans.find((one) => one.answer.holders.has(binding));
  const shape = plan?.answer.holders.get(binding);
  if (!plan || !shape || plan.kept.has(binding) || !isAliasShape(shape)) return false;
  if (shape.is === 'v1' && !['spine', 'root', 'status'].includes(locate(plan.action, shape.path).at)) return false;
  return true;
}

/** What an alias is called after the migration; null where its text stays. */
export function aliasText(rewriter: Rewriter, path: NodePath, plan: CallPlan, view: View): string | null {
  const carries = (argument: NodePath) => rewriter.owners.get(argument.node) === plan;
  // A call that failed gave nothing that v4 has a name for.
  const name = (view.get(plan) ?? 'success') === 'success' ? plan.name : 'undefined';
  const isMade = (node: ast.Node) => rewriter.anchors.has(node) || isHandled(rewriter, node);
  const base = baseOf(path, (node) => isMade(node) || isKept(rewriter, node), carries);
  if (isKept(rewriter, base.node)) return path === base ? null : rewriter.render(base, view);
  if (base.isIdentifier()) {
    const binding = base.scope.getBinding(base.node.name);
    const holder = binding?.path.isVariableDeclarator() ? binding.path : null;
    const keeps = binding && (plan.kept.has(binding) || (holder && fallbackOf(rewriter, holder, view)));
    const own = name === 'undefined' && binding ? defaultText(rewriter, binding) : null;
    const text = keeps ? base.node.name : (own ?? name);
    // `const { rec } = await going`: the variable holds the promise.
    const isAwaited = base.parentPath?.isAwaitExpression() && plan.answer.shapes.get(base.node)?.is === 'promise';
    return isAwaited && path !== base ? grouped(`await ${text}`, path) : text;
  }
  const inner = base.isAwaitExpression() ? (base.get('argument') as NodePath) : base;
  if (rewriter.moved.has(plan)) return plan.name;
  const made = rewriter.anchors.has(inner.node) || rewriter.anchors.has(base.node);
  // A function of the file that gives back the answer gives v4's.
  const isGiven = inner.isCallExpression() && rewriter.owners.get(inner.node) === plan;
  if (!made && !isGiven) return name;
  if (path === base) return null;
  const text = rewriter.render(base, view);
  return base.isAwaitExpression() && path !== base ? grouped(text, path) : text;
}

/** `{ objs = [] }`: what the variable holds where nothing was answered. */
function defaultText({ module, source }: Rewriter, { identifier, path }: Binding): string | null {
  let text: string | null = null;
  path.traverse({
    enter({ node }) {
      if (!is.isAssignmentPattern(node) || node.left !== identifier) return;
      const code = codeOf(node.right, source);
      const isList = is.isArrayExpression(node.right);
      text = isList && module.typescript ? `(${code} as any[])` : isList ? code : `(${code})`;
    },
  });
  return text;
}

/**
 * The leftmost expression that a chain of reads starts from. A call that is rewritten is one, whatever it is given;
 * `carries`: is the argument what another call gives back?
 */
export function baseOf(
  path: NodePath,
  isCall: (node: ast.Node) => boolean = () => false,
  carries: (argument: NodePath) => boolean = () => true,
): NodePath {
  let base: NodePath = path;
  for (;;) {
    if (isCall(base.node)) return base;
    if (base.isMemberExpression() || base.isOptionalMemberExpression()) base = base.get('object') as NodePath;
    else if (base.isCallExpression() && base.get('callee').isMemberExpression() && !is.isIdentifier(base.node.callee)) {
      const object = base.get('callee.object') as NodePath;
      const [first] = base.get('arguments') as NodePath[];
      const isNamed = object.isIdentifier() || object.isMemberExpression();
      if (isNamed && !carries(object) && !(first && carries(first))) return base;
      base = object.isIdentifier({ name: 'JSON' }) && first ? first : object;
    } else if (base.isCallExpression() && base.get('callee').isIdentifier()) {
      const [first] = base.get('arguments') as NodePath[];
      if (!first || !carries(first)) return base;
      base = first;
    } else if (
      base.isTSAsExpression() ||
      base.isTSNonNullExpression() ||
      base.isParenthesizedExpression() ||
      base.isTSTypeAssertion() ||
      base.isTSSatisfiesExpression() ||
      base.isTypeCastExpression()
    ) {
      base = base.get('expression') as NodePath;
    } else if (base.isAwaitExpression()) {
      const inner = baseOf(base.get('argument'), isCall, carries);
      return inner.isIdentifier() || inner.isAwaitExpression() ? inner : base;
    } else return base;
  }
}
