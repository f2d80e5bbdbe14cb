/** `.then(…)` behind a v1 call: its handler is given v4's answer, and the API's errors come to its second handler. */

import type { Link } from '../../find/answers/answer.js';
import type { TextEdit } from '../../finding.js';
import type { Outcome } from '../../plan/outcome.js';
import { type ast, endOf, is, type NodePath, spanOf, startOf } from '../../syntax/index.js';
import { type CallPlan, type View, withOutcome } from '../call-plan.js';
import { namesReach } from '../reachable.js';
import { moved } from '../rewriting/moved-text.js';
import { uses } from '../text.js';
import { caughtName } from './caught-name.js';
import { refusal } from './chain.js';
import { apiHandling } from './promise.js';
import { isUnwrapping, isWhole } from './unwrapping.js';
import type { CallWriter } from './writer.js';

/** Writes the link; false where it needs nothing of its own. */
export function writeLink(writer: CallWriter, plan: CallPlan, link: Link, view: View, out: TextEdit[]): boolean {
  const { call, ok, parses } = link;
  if ((!ok && !parses) || plan.style === 'await') return false;
  const object = call.get('callee.object') as NodePath;
  const isLast = plan.answer.links.filter((one) => one.ok).at(-1) === link;
  const isGone = isUnwrapping(link, plan) && (!ok || !isLast);
  if (isGone || (ok && givesWhole(writer, plan, link, ok, view))) {
    writer.rewriter.visit(object, view, out);
    out.push({ start: endOf(object.node), end: endOf(call.node), text: '' });
    return true;
  }
  if (!ok) return false;
  writer.rewriter.visit(object, view, out);
  if (link.method === 'spread') {
    const property = call.get('callee.property') as NodePath;
    out.push({ ...spanOf(property.node), text: 'then' });
  }
  const [handler, failed] = call.get('arguments') as NodePath[];
  // A function that stands elsewhere is written there.
  if (handler?.isFunction()) writeOk(writer, plan, link, ok, view, out);
  if (failed) writer.rewriter.visit(failed, view, out);
  if (handler && apiHandling(writer, plan) === 'code' && firstWaiting(plan) === link)
    writeFailed(writer, plan, { ok, handler, failed: failed ?? null }, view, out);
  return true;
}

/** The first handler that does more than take the answer apart. */
export function firstWaiting(plan: CallPlan): Link | undefined {
  const links = plan.answer.links.filter((one) => one.ok);
  return links.find((one) => one === links.at(-1) || !isUnwrapping(one, plan));
}

/** `.then((response) => response.recs.objs)`: all of what v4 answers, and nothing is done where that is an error? */
function givesWhole(writer: CallWriter, plan: CallPlan, link: Link, ok: NodePath<ast.Function>, view: View): boolean {
  if (
    plan.guest ||
    link.call.node.arguments.length !== 1 ||
    link.method !== 'then' ||
    !isWhole(link.gives, plan.action)
  )
    return false;
  if (apiHandling(writer, plan) === 'code' && firstWaiting(plan) === link) return false;
  const body = ok.get('body') as NodePath;
  const success = withOutcome(view, plan, 'success');
  if (!body.isBlockStatement()) return writer.rewriter.render(body, success) === plan.name;
  return writer.rewriter.renderBody(body, success).text.trim() === `return ${plan.name}${writer.end}`;
}

function writeOk(
  writer: CallWriter,
  plan: CallPlan,
  link: Link,
  ok: NodePath<ast.Function>,
  view: View,
  out: TextEdit[],
): void {
  const body = ok.get('body') as NodePath;
  const success = withOutcome(view, plan, 'success');
  const params = ok.get('params') as NodePath[];
  const text = body.isBlockStatement()
    ? writer.rewriter.renderBody(body, success).text
    : writer.rewriter.render(body, success);
  const [first] = params;
  const last = params.at(-1);
  const named = first?.isIdentifier() ? first.node.name : null;
  // What is the same in every answer stands where it was read.
  const isIdle = link.gives.is === 'known' && first === last && named !== null && !uses(text, named);
  if (!isIdle && (plan.guest || !isWhole(link.gives, plan.action)))
    for (const param of params) writer.rewriter.visit(param, success, out);
  else if (first && last) {
    const name = !isIdle && uses(text, plan.name) ? plan.name : '';
    const bare = ok.isArrowFunctionExpression() && writer.rewriter.source[startOf(first.node) - 1] !== '(';
    out.push({ start: startOf(first.node), end: endOf(last.node), text: bare && name === '' ? '()' : name });
  }
  if (body.isBlockStatement()) writer.rewriter.statements(body.get('body'), success, out);
  else writer.rewriter.visit(body, success, out);
}

interface Handlers {
  /** the function that the first of them is */
  readonly ok: NodePath<ast.Function>;
  /** as it is written there */
  readonly handler: NodePath;
  readonly failed: NodePath | null;
}

/** A second handler for what v1 answered as an error; what the author's own second handler did stays for the rest. */
function writeFailed(
  writer: CallWriter,
  plan: CallPlan,
  { ok, handler, failed }: Handlers,
  view: View,
  out: TextEdit[],
): void {
  const { rewriter, step, end } = writer;
  const render = (outcome: Outcome) => rewriter.renderCalled(ok, withOutcome(view, plan, outcome));
  const body = ok.get('body') as NodePath;
  const error = caughtName(writer, body.isBlockStatement() ? (body.get('body') as NodePath[]) : [body]);
  rewriter.errorNames.set(plan, error);
  const broken = rewriter.whereBroken(plan, () => render('broken'));
  const api = refusal(writer, plan, { api: render('api'), broken, error });
  if (handler.node !== ok.node && !namesReach(ok, handler)) throw new Error('a handler names what is not known there');
  const base = writer.indentOf(handler);
  const expression = !body.isBlockStatement();
  const code = expression && api.ending === 'falls' ? `return ${api.text}` : api.text;
  const arrow = ok.isArrowFunctionExpression();
  const head = arrow ? `(${error}) =>` : `function (${error})`;
  const other = failed
    ? `return ${handledBy(failed, rewriter.render(failed, view), view, rewriter, error)}${end}`
    : writer.rethrown(error, api.gated);
  const own = moved(code, '');
  const lines = own.trim() === other.trim() ? [own] : [`if (${writer.isNoApiError(error, api.gated)}) ${other}`, own];
  const text = `${head} {\n${step}${moved(lines.join('\n'), step)}\n}`;
  const after = failed ?? handler;
  if (failed) {
    // What was written for the author's handler stands inside the new one.
    for (let index = out.length - 1; index >= 0; index--) {
      const edit = out[index];
      if (edit && edit.start >= startOf(failed.node) && edit.end <= endOf(failed.node)) out.splice(index, 1);
    }
    out.push({ ...spanOf(failed.node), text: moved(text, base) });
  } else out.push({ start: endOf(after.node), end: endOf(after.node), text: `, ${moved(text, base)}` });
}

/** What the author's handler gives for the error: written out where that is one expression without it. */
function handledBy(
  failed: NodePath,
  text: string,
  view: View,
  rewriter: CallWriter['rewriter'],
  error: string,
): string {
  const body = failed.isArrowFunctionExpression() ? (failed.get('body') as NodePath) : null;
  const [param, ...more] = failed.isFunction() ? failed.node.params : [];
  const value = body && !body.isBlockStatement() && more.length === 0 ? rewriter.render(body, view) : null;
  if (value !== null && (!param || (is.isIdentifier(param) && (param.name === error || !uses(value, param.name)))))
    return value;
  return failed.isIdentifier() ? `${text}(${error})` : `(${text})(${error})`;
}
