/** Statements as they are after the migration, and how they end: those that the outcome of a call decides are gone. */

import type { TextEdit } from '../../finding.js';
import { knownIn, type Stage, touches, truth } from '../../plan/outcome.js';
import { evaluatedAtOnce, throwsAtOnce } from '../../plan/throws.js';
import { type ast, endOf, is, type NodePath, spanOf, startOf } from '../../syntax/index.js';
import type { CallPlan, View } from '../call-plan.js';
import { neverReturns } from '../no-return.js';
import type { Ending, Rewriter } from '../rewriter.js';
import { takenCases } from '../switches.js';
import { indentAt, lineStart } from '../text.js';
import { isIdle } from './aliases.js';
import { writeBranches } from './branches.js';
import { writeDeclaration, writeSetAlias } from './declarations.js';
import { moved } from './moved-text.js';
import { writeTry } from './tries.js';

export function writeStatement(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): Ending {
  const start = startOf(path.node);
  const awaited = rewriter.awaiting.get(path.node);
  // Its first part stands before what awaits already.
  const again = awaited && (rewriter.moved.has(awaited) || (view.get(awaited) ?? 'success') !== 'success');
  for (const line of again ? [] : (rewriter.todos.get(path.node) ?? [])) out.push(commentAbove(rewriter, path, line));
  for (const plan of rewriter.leading.get(path.node) ?? [])
    for (const line of rewriter.writers.before(plan, view))
      out.push({ start, end: start, text: `${line}\n${indentAt(rewriter.source, start)}` });
  if (awaited && !again) {
    return rewriter.writers.awaiting(awaited, path, view, out, () => writePlain(rewriter, path, view, out));
  }
  return writePlain(rewriter, path, view, out);
}

/** On a line of its own; code that stays keeps its lines, so there it goes above the whole line. */
function commentAbove(rewriter: Rewriter, path: NodePath, comment: string): TextEdit {
  const start = startOf(path.node);
  const line = lineStart(rewriter.source, start);
  const stays = !rewriter.plans.some(({ anchor }) => anchor.node === path.node || anchor.isDescendant(path));
  const at = stays && rewriter.source.slice(line, start).trim() !== '' && !isInText(path, line) ? line : start;
  const indent = indentAt(rewriter.source, start);
  return { start: at, end: at, text: at === line ? `${indent}${comment}\n` : `${comment}\n${indent}` };
}

/** Is the offset inside a text that goes over several lines? */
function isInText(path: NodePath, offset: number): boolean {
  return (
    path.findParent(({ node }) => (is.isTemplateLiteral(node) || is.isJSXElement(node)) && startOf(node) < offset) !==
    null
  );
}

function writePlain(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): Ending {
  const stage = rewriter.stage(view);
  const tried = rewriter.tried.get(path.node);
  if (tried && view.get(tried) === 'transport') {
    out.push({ ...spanOf(path.node), text: rewriter.throwText(path, tried) });
    return 'throws';
  }
  const call = rewriter.anchors.get(path.node)?.call;
  if (call) {
    // What its form reads of another answer is read before anything is sent.
    const broken = [path, ...call.parts].find((part) => throwsAtOnce(part, stage));
    if (broken) {
      out.push({
        ...spanOf(path.node),
        text: rewriter.throwText(path, failedIn(rewriter, evaluatedAtOnce(broken), view)),
      });
      return 'throws';
    }
    rewriter.visit(path, view, out);
    return path.isReturnStatement() ? 'ends' : 'falls';
  }
  if (path.isClassDeclaration() && !rewriter.concerns.touch(path.node)) return 'falls';
  if (path.isFunctionDeclaration()) {
    rewriter.visit(path, view, out);
    return 'falls';
  }
  if (rewriter.dropped.has(path.node) || (path.isExpressionStatement() && rewriter.dropped.has(path.node.expression))) {
    rewriter.remove(path, out);
    return 'falls';
  }
  if (throwsAtOnce(path, stage)) {
    out.push({ ...spanOf(path.node), text: rewriter.throwText(path, failedIn(rewriter, evaluatedAtOnce(path), view)) });
    return 'throws';
  }
  if (path.isExpressionStatement()) return writeExpression(rewriter, path, view, out);
  if (path.isVariableDeclaration()) return writeDeclaration(rewriter, path, view, out);
  if (path.isIfStatement()) return writeBranch(rewriter, path, view, out);
  if (path.isTryStatement()) return writeTry(rewriter, path, view, out);
  const taken = path.isSwitchStatement() ? takenCases(path, stage) : null;
  if (taken) return writeCases(rewriter, path, taken, view, out);
  if (path.isBlockStatement()) return rewriter.statements(path.get('body'), view, out);
  rewriter.children(path, view, out);
  if (path.isReturnStatement() || path.isContinueStatement() || path.isBreakStatement()) return 'ends';
  return path.isThrowStatement() ? 'ends' : 'falls';
}

function writeExpression(
  rewriter: Rewriter,
  path: NodePath<ast.ExpressionStatement>,
  view: View,
  out: TextEdit[],
): Ending {
  const expression = path.get('expression') as NodePath;
  if (!rewriter.concerns.touch(path.node)) return neverReturns(expression) ? 'ends' : 'falls';
  if (writeBranches(rewriter, path, view, out) || writeSetAlias(rewriter, path, view, out)) return 'falls';
  const inlined = inlinedIn(rewriter, expression);
  if (inlined) {
    const indent = indentAt(rewriter.source, startOf(path.node));
    const { text, ending } = rewriter.renderBody(inlined.get('body') as NodePath, view);
    if (text === '') rewriter.remove(path, out);
    else out.push({ ...spanOf(path.node), text: moved(text, indent) });
    return ending;
  }
  if (
    isGathering(rewriter, expression) ||
    (isIdle(rewriter, expression, view) && touches(expression, rewriter.stage(view)))
  ) {
    rewriter.remove(path, out);
    return 'falls';
  }
  if (expression.isLogicalExpression() || expression.isConditionalExpression()) {
    const stage = rewriter.stage(view);
    const test = truth(
      knownIn((expression.isLogicalExpression() ? expression.get('left') : expression.get('test')) as NodePath, stage),
    );
    if (test !== null && touches(expression, stage)) {
      const runs: NodePath | null = expression.isConditionalExpression()
        ? (expression.get(test ? 'consequent' : 'alternate') as NodePath)
        : (expression.node.operator === '&&') === test
          ? expression.get('right')
          : null;
      if (!runs || isIdle(rewriter, runs as NodePath, view)) rewriter.remove(path, out);
      else
        out.push({
          start: startOf(expression.node),
          end: endOf(expression.node),
          text: rewriter.render(runs as NodePath, view),
        });
      return 'falls';
    }
  }
  rewriter.visit(expression, view, out);
  return neverReturns(expression) ? 'ends' : 'falls';
}

function isGathering(rewriter: Rewriter, expression: NodePath): boolean {
  const plan = rewriter.owners.get(expression.node);
  if (plan?.answer.gathering.has(expression.node)) return true;
  if (expression.isAssignmentExpression()) {
    const left = expression.get('left') as NodePath;
    const held = rewriter.owners.get(left.node)?.answer.shapes.get(left.node);
    return (held?.is === 'text' || held?.is === 'chunks') && expression.node.operator === '+=';
  }
  return rewriter.plans.some((one) => one.answer.gathering.has(expression.node));
}

function inlinedIn(rewriter: Rewriter, expression: NodePath): NodePath<ast.Function> | null {
  for (let path = expression; path.isCallExpression(); ) {
    for (const plan of rewriter.plans) {
      const fn = plan.answer.inlined.get(path.node);
      if (fn) return fn;
    }
    const callee = path.get('callee') as NodePath;
    if (!callee.isMemberExpression()) return null;
    path = callee.get('object') as NodePath;
  }
  return null;
}

function writeBranch(rewriter: Rewriter, path: NodePath<ast.IfStatement>, view: View, out: TextEdit[]): Ending {
  const stage = rewriter.stage(view);
  const test = path.get('test');
  const decided = touches(test, stage) ? truth(knownIn(test, stage)) : null;
  if (decided === null) {
    rewriter.visit(test, view, out);
    const then = writeNested(rewriter, path.get('consequent'), view, out);
    const alternate = path.get('alternate') as NodePath;
    const otherwise = alternate.node ? writeNested(rewriter, alternate, view, out) : 'falls';
    return then !== 'falls' && otherwise !== 'falls' ? 'ends' : 'falls';
  }
  const taken = path.get(decided ? 'consequent' : 'alternate') as NodePath;
  if (!taken.node) {
    rewriter.remove(path, out);
    return 'falls';
  }
  const { text, ending } = rewriter.renderBody(taken, view);
  if (text === '') rewriter.remove(path, out);
  else
    out.push({
      start: startOf(path.node),
      end: endOf(path.node),
      text: moved(text, indentAt(rewriter.source, startOf(path.node))),
    });
  return ending;
}

/** A branch that stays: a lone statement must not vanish from under its `if`. */
function writeNested(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): Ending {
  if (path.isBlockStatement()) return rewriter.statements(path.get('body'), view, out);
  if (rewriter.anchors.has(path.node)) {
    const { text, ending } = rewriter.renderBody(path, view);
    const indent = indentAt(rewriter.source, path.parentPath?.node.start ?? 0);
    const inner = indent + rewriter.module.style.indent;
    out.push({
      start: startOf(path.node),
      end: endOf(path.node),
      text: text.startsWith('{') ? text : `{\n${inner}${moved(text, inner)}\n${indent}}`,
    });
    return ending;
  }
  const edits: TextEdit[] = [];
  const ending = rewriter.statements([path], view, edits);
  const { start, end } = spanOf(path.node);
  const gone = edits.some((edit) => edit.text === '' && edit.start <= start && edit.end >= end);
  out.push(...(gone ? [{ start, end, text: '{}' }] : edits));
  return ending;
}

/** The cases of a `switch` that the outcome decides. */
function writeCases(
  rewriter: Rewriter,
  path: NodePath,
  taken: readonly NodePath[][],
  view: View,
  out: TextEdit[],
): Ending {
  let ending: Ending = 'falls';
  const texts: string[] = [];
  for (const list of taken) {
    const [first, last] = [list[0], list.at(-1)];
    if (!first || !last || ending !== 'falls') continue;
    const rendered = rewriter.renderStatements(list, startOf(first.node), endOf(last.node), view);
    ending = rendered.ending;
    if (rendered.text !== '') texts.push(moved(rendered.text, ''));
  }
  if (texts.length === 0) rewriter.remove(path, out);
  else out.push({ ...spanOf(path.node), text: moved(texts.join('\n'), indentAt(rewriter.source, startOf(path.node))) });
  return ending;
}

/** The call without whose answer the expressions throw. */
export function failedIn(rewriter: Rewriter, expressions: readonly NodePath[], view: View): CallPlan | undefined {
  return [...rewriter.handlers.map(({ plan }) => plan), ...rewriter.plans].find((plan) => {
    if ((view.get(plan) ?? 'success') === 'success') return false;
    const stage: Stage = {
      at: (node) => (rewriter.owners.get(node) === plan ? rewriter.sceneOf(plan, view) : undefined),
      touched: new WeakMap(),
    };
    return expressions.some((part) => touches(part, stage));
  });
}
