/** Declarations of variables: those that v4's variable takes the place of are gone. */

import { only } from '../../evaluate/only.js';
import { isAliasShape } from '../../find/answers/answer.js';
import { locate, type Place } from '../../find/answers/locate.js';
import type { TextEdit } from '../../finding.js';
import { knownIn, type Stage, touches, truth } from '../../plan/outcome.js';
import { type ast, type Binding, endOf, is, type NodePath, spanOfRow, startOf } from '../../syntax/index.js';
import type { CallPlan, View } from '../call-plan.js';
import { isTest } from '../missing.js';
import { declaredAs, partialName, staysInV4 } from '../partials.js';
import { holdsKept, isKeptLength, WRITTEN_OUT } from '../patterns.js';
import type { Ending, Rewriter } from '../rewriter.js';
import { uses } from '../text.js';
import { baseOf, isAlias, isLocalAlias } from './aliases.js';
import { put } from './expressions.js';

export function writeDeclaration(
  rewriter: Rewriter,
  path: NodePath<ast.VariableDeclaration>,
  view: View,
  out: TextEdit[],
): Ending {
  if (!rewriter.concerns.touch(path.node)) return 'falls';
  const declarators = path.get('declarations');
  const gone = declarators.map((one) => isDropped(rewriter, one, view));
  if (gone.every(Boolean)) rewriter.remove(path, out);
  else if (gone.some(Boolean)) {
    const stay = declarators.filter((_, index) => !gone[index]);
    const [first, second] = declarators as [NodePath, NodePath];
    const apart = rewriter.source.slice(endOf(first.node), startOf(second.node));
    const text = stay.map((one) => rewriter.render(one, view)).join(/\n/.test(apart) ? apart : ', ');
    out.push({ ...spanOfRow(declarators), text });
  } else if (isUnread(rewriter, path, view)) {
    const init = path.get('declarations.0.init') as NodePath;
    out.push({ start: startOf(path.node), end: startOf(init.node), text: '' });
    rewriter.visit(init, view, out);
  } else
    for (const one of declarators) {
      const fallback = fallbackOf(rewriter, one, view);
      if (fallback) put(rewriter, one.get('init') as NodePath, rewriter.render(fallback, view), out);
      else rewriter.children(one, view, out);
    }
  return 'falls';
}

/** `const res = await …` whose answer nothing reads any more. */
function isUnread(rewriter: Rewriter, path: NodePath<ast.VariableDeclaration>, view: View): boolean {
  const declared = only(path.get('declarations'));
  const init = declared?.get('init') as NodePath | undefined;
  if (!declared || !init?.isAwaitExpression() || !path.parentPath.isBlockStatement()) return false;
  const id = declared.get('id') as NodePath;
  const held = id.isIdentifier() ? isLocalAlias(rewriter, id) : id.isObjectPattern() && holdsOnlyAliases(rewriter, id);
  if (!held || (id.isIdentifier() && id.scope.getBinding(id.node.name)?.scope !== path.scope)) return false;
  return isLast(rewriter, path, init, view);
}

/** Does nothing behind the statement read the answer of the call that `given` makes? */
function isLast(rewriter: Rewriter, statement: NodePath, given: NodePath, view: View): boolean {
  const plan = callOf(rewriter, given);
  const block = statement.parentPath;
  // A statement alone in a branch has nothing behind it.
  if (!plan || block?.isProgram()) return false;
  if (!block?.isBlockStatement()) return true;
  const rest = (block.get('body') as NodePath[]).slice(Number(statement.key) + 1);
  if (rest.length === 0) return true;
  const { start, end } = spanOfRow(rest);
  const { text } = rewriter.renderStatements(rest, start, end, view);
  return !uses(text, plan.name);
}

/** `body = await …`, where v4's variable takes the place of one that is declared before: it is declared here. */
export function writeSetAlias(
  rewriter: Rewriter,
  path: NodePath<ast.ExpressionStatement>,
  view: View,
  out: TextEdit[],
): boolean {
  const set = path.get('expression') as NodePath;
  const left = set.isAssignmentExpression({ operator: '=' }) ? (set.get('left') as NodePath) : null;
  if (!set.isAssignmentExpression() || !left?.isIdentifier() || !isLocalAlias(rewriter, left)) return false;
  const right = set.get('right');
  const plan = callOf(rewriter, right);
  if (!plan || plan.style !== 'await' || !makesCall(rewriter, right, view)) return false;
  const word = isLast(rewriter, path, right, view) ? '' : `const ${plan.name} = `;
  out.push({ start: startOf(set.node), end: startOf(right.node), text: word });
  rewriter.visit(right, view, out);
  return true;
}

function isDropped(rewriter: Rewriter, declarator: NodePath<ast.VariableDeclarator>, view: View): boolean {
  if (rewriter.dropped.has(declarator.node)) return true;
  const id = declarator.get('id') as NodePath;
  const init = declarator.get('init') as NodePath;
  if (
    init.node &&
    (makesCall(rewriter, init, view) || isGivenByFunction(rewriter, init) || fallbackOf(rewriter, declarator, view))
  )
    return false;
  if (id.isIdentifier()) {
    if (isLocalAlias(rewriter, id))
      return (
        !init.node ||
        isAlias(rewriter, init, view, true) ||
        init.isStringLiteral() ||
        init.isArrayExpression() ||
        init.isNullLiteral()
      );
    if (!init.node || !touches(init, rewriter.stage(view))) return false;
    return isGonePartial(rewriter, id) || isKnownConstant(rewriter, id, init, view);
  }
  if (!init.node || !isAlias(rewriter, init, view, true)) return false;
  const plan = rewriter.owners.get(id.node);
  // Where the call failed there is nothing to take apart.
  return holdsOnlyAliases(rewriter, id) || (plan !== undefined && (view.get(plan) ?? 'success') !== 'success');
}

/** `var list = (body.response && body.response.recs.objs) || []`: what the variable holds where the call failed. */
export function fallbackOf(
  rewriter: Rewriter,
  declarator: NodePath<ast.VariableDeclarator>,
  view: View,
): NodePath | null {
  const init = declarator.get('init') as NodePath;
  const plan = rewriter.owners.get(declarator.node.id);
  if (!plan || (view.get(plan) ?? 'success') === 'success' || !is.isIdentifier(declarator.node.id)) return null;
  const stage = rewriter.stage(view);
  let taken: NodePath | null = null;
  if (init.isLogicalExpression() && init.node.operator !== '&&') taken = init.get('right');
  if (init.isConditionalExpression()) {
    const test = truth(knownIn(init.get('test'), stage));
    taken = test === null ? null : init.get(test ? 'consequent' : 'alternate');
  }
  return taken && !touches(taken, stage) ? taken : null;
}

/** `(await fetch(…)).data`: the call itself, and what is read of it. */
function makesCall(rewriter: Rewriter, path: NodePath, view: View): boolean {
  const plan = callOf(rewriter, path);
  return plan !== undefined && !rewriter.moved.has(plan) && (view.get(plan) ?? 'success') === 'success';
}

/** Does a function of the file give the answer? It is called whether the answer is read or not. */
export function isGivenByFunction(rewriter: Rewriter, path: NodePath): boolean {
  const plan = rewriter.owners.get(path.node);
  if (!plan) return false;
  const carries = (argument: NodePath) => rewriter.owners.get(argument.node) === plan;
  const base = baseOf(path, (node) => rewriter.anchors.has(node), carries);
  const made = base.isAwaitExpression() ? base.get('argument') : base;
  return made.isCallExpression() && !rewriter.anchors.has(made.node) && carries(made);
}

/** The call that a chain of reads starts from. */
function callOf(rewriter: Rewriter, path: NodePath): CallPlan | undefined {
  const base = baseOf(path, (node) => rewriter.anchors.has(node));
  return rewriter.anchors.get(base.isAwaitExpression() ? base.node.argument : base.node);
}

/** `var props = rec.props`, which v4 has not: its fields are read of the record itself. */
function isGonePartial(rewriter: Rewriter, id: NodePath<ast.Identifier>): boolean {
  const binding = id.scope.getBinding(id.node.name);
  const plan = rewriter.owners.get(id.node);
  const name = binding && plan ? partialName(binding, plan) : null;
  return (
    plan !== undefined && name !== null && !staysInV4(plan.action, name) && declaredAs(binding as Binding) !== null
  );
}

/** `var ok = body.result === 'success'`: its uses are decided where they stand. */
function isKnownConstant(rewriter: Rewriter, id: NodePath<ast.Identifier>, init: NodePath, view: View): boolean {
  const binding = id.scope.getBinding(id.node.name);
  if (!binding || binding.constantViolations.length > 0 || knownIn(init, rewriter.stage(view)) === null) return false;
  return binding.referencePaths.every((use) => isDecided(use, rewriter.stage(view)));
}

/** Is the value used only in tests that it decides? */
function isDecided(use: NodePath, stage: Stage): boolean {
  if (isTest(use)) return true;
  const { parentPath: parent } = use;
  // what the left side gives is the value itself, unless the right one is taken
  if (parent?.isLogicalExpression())
    return use.key === 'left' && truth(knownIn(use, stage)) === (parent.node.operator === '&&');
  return parent?.isBinaryExpression() === true && knownIn(parent, stage) !== null && isTest(parent);
}

export function holdsOnlyAliases(rewriter: Rewriter, pattern: NodePath): boolean {
  const parts = pattern.isObjectPattern()
    ? pattern.get('properties').map((one) => (one.isObjectProperty() ? (one.get('value') as NodePath) : null))
    : pattern.isArrayPattern()
      ? (pattern.get('elements') as NodePath[])
      : [null];
  return parts.every((value) => {
    const target = value?.isAssignmentPattern() ? (value.get('left') as NodePath) : value;
    if (!target?.node) return pattern.isArrayPattern();
    if (target.isObjectPattern() || target.isArrayPattern()) return holdsOnlyAliases(rewriter, target);
    const plan = rewriter.owners.get(target.node);
    const shape = plan?.answer.shapes.get(target.node);
    if (!plan || !shape) return false;
    if (shape.is === 'known' || shape.is === 'error') return true;
    if (shape.is !== 'v1') return isAliasShape(shape);
    const place = locate(plan.action, shape.path);
    return isSpare(place) && !holdsKept(target, place, plan) && !isKeptLength(target, place, plan);
  });
}

/** Is a variable of this not needed, because its reads are written without it? */
function isSpare(place: Place): boolean {
  if (place.at === 'field') return WRITTEN_OUT.has(place.field.convert.as);
  return ['spine', 'root', 'status', 'beside'].includes(place.at);
}
