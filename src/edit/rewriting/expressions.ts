/** Expressions as they are after the migration: what the outcome of a call decides, and what is read of its answer. */

import { isAliasShape } from '../../find/answers/answer.js';
import { locate } from '../../find/answers/locate.js';
import type { TextEdit } from '../../finding.js';
import { isMissed, knownIn, touches, truth } from '../../plan/outcome.js';
import { type ast, codeOf, endOf, type NodePath, spanOf, startOf } from '../../syntax/index.js';
import { annotation } from '../annotations.js';
import type { View } from '../call-plan.js';
import { isTest } from '../missing.js';
import { namedText } from '../named-reads.js';
import { decidedEdit, isSimple, withParentheses } from '../parentheses.js';
import { patternText } from '../patterns.js';
import { readEdits } from '../reads.js';
import type { Rewriter } from '../rewriter.js';
import { indentAt, shift, sliceWith } from '../text.js';
import { quoted } from '../values.js';
import { aliasText, isAlias } from './aliases.js';
import { holdsOnlyAliases } from './declarations.js';

/** An expression becomes a block where something has to stand before it. */
export function writeArrowBody(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): void {
  rewriter.crossing.add(path.parent);
  const own: TextEdit[] = [];
  rewriter.visit(path, view, own);
  rewriter.crossing.delete(path.parent);
  const lines = path.isBlockStatement() ? [] : rewriter.writers.arrow(path.parent);
  if (lines.length === 0) {
    out.push(...own);
    return;
  }
  const { start, end } = spanOf(path.node);
  const base = indentAt(rewriter.source, startOf(path.parent));
  const { indent, semicolons } = rewriter.module.style;
  const given = `return ${sliceWith(rewriter.source, start, end, own)}${semicolons ? ';' : ''}`;
  const statements = [...lines, shift(given, base, base + indent)];
  out.push({ start, end, text: `{\n${statements.map((one) => base + indent + one).join('\n')}\n${base}}` });
}

/** What nobody knows of an answer, where the server failed. */
export function isOfBroken(rewriter: Rewriter, node: ast.Node, view: View): boolean {
  const plan = rewriter.owners.get(node);
  const shape = plan?.answer.shapes.get(node);
  if (!plan || !shape || view.get(plan) !== 'broken') return false;
  return shape.is === 'known' ? shape.broken === undefined : ['v1', 'text', 'chunks', 'promise'].includes(shape.is);
}

/** `const { data } = await axios.post(…)`: the pattern becomes the variable. */
export function writeAwaitedPattern(rewriter: Rewriter, path: NodePath, out: TextEdit[]): boolean {
  if (!path.isObjectPattern() && !path.isArrayPattern()) return false;
  const plan = rewriter.owners.get(path.node);
  const declarator = path.parentPath;
  if (!plan || !declarator?.isVariableDeclarator() || !holdsOnlyAliases(rewriter, path)) return false;
  const shape = plan.answer.shapes.get(path.node);
  if (!isAliasShape(shape)) return false;
  put(rewriter, path, plan.name, out);
  return true;
}

/** `({ rec_id, ttl }) => …`: v4's fields are taken. */
export function writePattern(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): boolean {
  const plan = path.isObjectPattern() ? rewriter.owners.get(path.node) : undefined;
  const shape = plan?.answer.shapes.get(path.node);
  if (!plan || !shape || rewriter.sceneOf(plan, view).outcome !== 'success') return false;
  const text = patternText(path, shape, { plan, view, rewriter });
  if (text === null) return false;
  if (text !== codeOf(path.node, rewriter.source)) put(rewriter, path, text, out);
  return true;
}

/** `{ service_mode }` in an object: its name stays, its value is v4's. */
export function writeShorthand(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): boolean {
  if (!path.isObjectProperty({ shorthand: true }) || !path.parentPath.isObjectExpression()) return false;
  const value = path.get('value') as NodePath;
  const text = rewriter.render(value, view);
  const { name } = path.node.key as ast.Identifier;
  if (text !== name) put(rewriter, path, `${name}: ${withoutParens(text)}`, out);
  return true;
}

/** `_.map(records, 'rec_id')`: a name that stands for a read. */
export function writeNamedRead(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): boolean {
  const site = rewriter.named.get(path.node);
  if (!site || rewriter.sceneOf(site.plan, view).outcome !== 'success') return false;
  const text = namedText({ ...site, path, view, rewriter });
  if (text === null) return false;
  put(rewriter, path, text, out);
  return true;
}

/** `err || new Error(data.msg)`: operands that the outcome decides are gone. */
export function writeDecided(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): boolean {
  const stage = rewriter.stage(view);
  if (path.isConditionalExpression() && touches(path.get('test'), stage)) {
    const test = truth(knownIn(path.get('test'), stage));
    if (test === null) return false;
    const text = rewriter.render(path.get(test ? 'consequent' : 'alternate') as NodePath, view);
    if (/^(?:''|"")$/.test(text) && isPlaceholder(rewriter, path))
      out.push({ start: startOf(path.node) - 2, end: endOf(path.node) + 1, text: '' });
    else if (isPlaceholder(rewriter, path)) put(rewriter, path, text, out);
    else out.push(decidedEdit(rewriter.source, path, text));
    return true;
  }
  if (!path.isLogicalExpression()) return false;
  const { operator } = path.node;
  const left = path.get('left');
  const right = path.get('right');
  if (touches(left, stage) && !(isErrorText(rewriter, left, view) && !isTest(path))) {
    const known = knownIn(left, stage);
    const value =
      operator === '??' ? (known && 'value' in known ? known.value != null : known ? true : null) : truth(known);
    if (value !== null) {
      put(rewriter, path, rewriter.render((operator === '&&') === value ? right : left, view), out);
      return true;
    }
  }
  if (!touches(right, stage) || !isTest(path)) return false;
  const value = truth(knownIn(right, stage));
  if (value === null || operator === '??' || (operator === '&&') !== value) return false;
  // `x && true`, `x || false` as a test is x.
  put(rewriter, path, rewriter.render(left, view), out);
  return true;
}

/** `data.msg || 'unknown'`: v4 may give no text either. */
function isErrorText(rewriter: Rewriter, path: NodePath, view: View): boolean {
  const plan = rewriter.owners.get(path.node);
  const shape = plan?.answer.shapes.get(path.node);
  if (!plan || shape?.is !== 'v1' || (view.get(plan) ?? 'success') !== 'api') return false;
  const place = locate(plan.action, shape.path);
  return place.at === 'status' && place.name === 'msg';
}

/** `data.result === 'success'`, `data?.response?.recs` of an error: what the outcome makes of it. */
export function writeKnown(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): boolean {
  const chain = path.isOptionalMemberExpression() || path.isOptionalCallExpression();
  const asked = path.isUnaryExpression({ operator: 'typeof' });
  const tells = path.isBinaryExpression() || path.isUnaryExpression({ operator: '!' }) || isEnded(rewriter, path, view);
  if (!chain && !asked && !tells) return false;
  const stage = rewriter.stage(view);
  if (!touches(path, stage)) return false;
  const known = knownIn(path, stage);
  const kind = chain ? 'undefined' : asked ? 'string' : 'boolean';
  if (!known || !('value' in known) || typeof known.value !== kind) return false;
  put(rewriter, path, asked ? quoted(String(known.value), rewriter.module.style) : String(known.value), out);
  return true;
}

/** `await isPurged(zone)` where the call was made before: a function of the author's tells how it ended. */
function isEnded(rewriter: Rewriter, path: NodePath, view: View): boolean {
  const plan = path.isAwaitExpression() ? rewriter.anchors.get(path.node.argument) : undefined;
  return plan !== undefined && (rewriter.moved.has(plan) || (view.get(plan) ?? 'success') !== 'success');
}

/** `_.get(body, 'response.recs.objs', [])` of a call that failed: what the author has for that. */
export function writeMissed(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): boolean {
  const plan = rewriter.owners.get(path.node);
  if (!plan || !isMissed(path, rewriter.sceneOf(plan, view))) return false;
  const otherwise = plan.answer.picks.get(path.node)?.otherwise;
  put(rewriter, path, otherwise ? rewriter.render(otherwise, view) : 'undefined', out);
  return true;
}

export function writeRead(rewriter: Rewriter, path: NodePath, view: View, out: TextEdit[]): boolean {
  const plan = rewriter.owners.get(path.node);
  const shape = plan?.answer.shapes.get(path.node);
  if (!plan || !shape || path.isFunction() || path.isPattern()) return false;
  const scene = rewriter.sceneOf(plan, view);
  if (isAlias(rewriter, path, view)) {
    const text = aliasText(rewriter, path, plan, view);
    if (text === null) return false;
    const annotated = path.isIdentifier() && path.node.typeAnnotation ? path.get('typeAnnotation') : null;
    put(rewriter, path, text + (annotated ? annotation(annotated, shape, { plan, view, rewriter }) : ''), out);
    return true;
  }
  const edits = readEdits({ path, shape, plan, scene, view, rewriter });
  if (!edits) return false;
  const [only] = edits;
  if (
    only &&
    edits.length === 1 &&
    isPlaceholder(rewriter, path) &&
    only.end - only.start === spanOf(path.node).end - spanOf(path.node).start
  )
    put(rewriter, path, only.text, out);
  else out.push(...edits);
  return true;
}

/** `${…}` without spaces inside. */
function isPlaceholder(rewriter: Rewriter, { node, parentPath }: NodePath): boolean {
  const [start, end] = [startOf(node), endOf(node)];
  return parentPath?.isTemplateLiteral() === true && /^\$\{.*\}$/s.test(rewriter.source.slice(start - 2, end + 1));
}

export function put(rewriter: Rewriter, path: NodePath, text: string, out: TextEdit[]): void {
  // `${…}` around a text is that text
  const word = /^'([^'\\`$]+)'$/.exec(text)?.[1];
  if (word !== undefined && isPlaceholder(rewriter, path)) {
    out.push({ start: startOf(path.node) - 2, end: endOf(path.node) + 1, text: word });
    return;
  }
  if (!isSimple(text) || isSimple(codeOf(path.node, rewriter.source))) {
    out.push({ ...spanOf(path.node), text });
    return;
  }
  // `(data.recs as Rec[])` becomes a name.
  const around = withParentheses(rewriter.source, path);
  const joins = /[\w$]/.test(rewriter.source[around.start - 1] ?? '') && around.start < startOf(path.node);
  out.push({ ...around, text: joins ? ` ${text}` : text });
}

/** `(a ? b : c)` where nothing binds tighter: its parentheses are not needed. */
function withoutParens(text: string): string {
  return /^\([^()]*\)$/.test(text) ? text.slice(1, -1) : text;
}
