/** Functions elsewhere that are given answers: their own text, and what they are called with. */
import { programOf } from '../../evaluate/modules/localised.js';
import type { TextEdit } from '../../finding.js';
import type { Outcome } from '../../plan/outcome.js';
import { type ast, codeOf, endOf, is, type NodePath, spanOf, spanOfRow, startOf } from '../../syntax/index.js';
import { wholeType } from '../annotations.js';
import { type CallPlan, type View, withOutcome } from '../call-plan.js';
import type { Handler } from '../handlers.js';
import type { Rendered } from '../rewriter.js';
import { moved } from '../rewriting/moved-text.js';
import { uses } from '../text.js';
import { failureText, leavesAtOnce } from './chain.js';
import { isNeeded } from './parted.js';
import type { CallWriter } from './writer.js';

/** What is known of a handler's new text. */
interface Written {
  readonly params: string;
  /** the body's new text; null where edits inside it are enough */
  readonly body: string | null;
  readonly takesValue: boolean;
  readonly takesError: boolean;
}

const WRITTEN = new WeakMap<Handler, Written>();

/** Edits of the function: it is given the error, if there is one, and v4's answer. */
export function writeHandler(writer: CallWriter, handler: Handler, view: View): TextEdit[] {
  const { fn } = handler;
  const { rewriter } = writer;
  const written = writtenOf(writer, handler, view);
  const out: TextEdit[] = [];
  const params = fn.get('params') as NodePath[];
  const [first, last] = [params[0], params.at(-1)];
  if (first && last) {
    const from = startOf(first.node);
    const lone = fn.isArrowFunctionExpression() && rewriter.source[from - 1] !== '(';
    out.push({
      start: from,
      end: endOf(last.node),
      text: lone && !/^\w+$/.test(written.params) ? `(${written.params})` : written.params,
    });
  }
  const body = fn.get('body') as NodePath;
  if (written.body !== null) out.push({ ...spanOf(body.node), text: written.body });
  else rewriter.visit(body, withOutcome(view, handler.plan, outcomeOf(handler)), out);
  return out;
}

/** What it is called with behind the request: `handler(null, records)`, `handler(err)`. */
export function calledText(
  writer: CallWriter,
  handler: Handler,
  callee: string,
  plan: CallPlan,
  outcome: Outcome,
  error: string,
): string {
  const own = () => 'undefined';
  return `${callee}(${argumentsOf(writer, handler, { own, error: outcome === 'success' ? 'null' : error, value: outcome === 'success' ? plan.name : null })})`;
}

/** `report(job, err, body)`: what is passed instead. */
export function passText(writer: CallWriter, handler: Handler, call: NodePath<ast.CallExpression>, view: View): string {
  const { rewriter } = writer;
  const args = call.get('arguments') as NodePath[];
  const plan = args.map((one) => rewriter.ownerOf(one.node)).find((one) => one !== undefined);
  const outcome = (plan && view.get(plan)) ?? 'success';
  const failed = plan !== undefined && outcome !== 'success';
  const given = args[handler.error];
  const held = given && plan?.answer.shapes.get(given.node);
  const error = failed
    ? rewriter.errorName(call, plan)
    : held?.is === 'error' || !given
      ? 'null'
      : rewriter.render(given, view);
  const passed = args[handler.value];
  const callee = rewriter.render(call.get('callee') as NodePath, view);
  return `${callee}(${argumentsOf(writer, handler, {
    own: (index) => (args[index] ? rewriter.render(args[index], view) : 'undefined'),
    error,
    value: !failed && passed ? (plan ? plan.name : rewriter.render(passed, view)) : null,
    count: args.length,
  })})`;
}

interface Given {
  own(index: number): string;
  readonly error: string;
  readonly value: string | null;
  readonly count?: number;
}

function argumentsOf(writer: CallWriter, handler: Handler, given: Given): string {
  const { takesValue, takesError } = handler.again ? agreed(handler) : writtenOf(writer, handler, new Map());
  const list: string[] = [];
  const length = Math.max(handler.fn.node.params.length, handler.error + 1, handler.value + 1, given.count ?? 0);
  for (let index = 0; index < length; index++) {
    if (handler.gone.has(index)) continue;
    if (index === handler.error) list.push(...(takesError ? [given.error] : []));
    else if (index === handler.value) {
      if (takesError && handler.error === -1) list.push(given.error);
      if (takesValue) list.push(given.value ?? 'undefined');
    } else list.push(given.own(index));
  }
  while (list.length > 0 && ['undefined', 'null'].includes(list.at(-1) ?? '')) list.pop();
  return list.join(', ');
}

function outcomeOf(handler: Handler): Outcome {
  return handler.kind === 'error' ? 'open' : 'success';
}

function writtenOf(writer: CallWriter, handler: Handler, view: View): Written {
  const known = WRITTEN.get(handler);
  if (known) return known;
  const isHere = programOf(handler.fn) === writer.rewriter.module.program.node;
  const written = isHere ? compose(writer, handler, view) : { params: '', body: null, ...agreed(handler) };
  WRITTEN.set(handler, written);
  return written;
}

function compose(writer: CallWriter, handler: Handler, view: View): Written {
  const { rewriter } = writer;
  const { fn, plan } = handler;
  const error = errorName(writer, handler);
  rewriter.errorNames.set(plan, error);
  const { head, tail } = partsOf(handler, rewriter);
  const render = (outcome: Outcome) =>
    head
      ? rendered(rewriter, head, withOutcome(view, plan, outcome))
      : handler.gives
        ? rewriter.renderGiven(fn, withOutcome(view, plan, outcome))
        : rewriter.renderCalled(fn, withOutcome(view, plan, outcome));
  const success = render(outcomeOf(handler));
  const usesValue = uses(success.text, plan.name);
  const given = handler.abroad || handler.again ? agreed(handler) : null;
  if (given && usesValue && !given.takesValue) throw new Error('a function reads what it is not given');
  const takesValue = given?.takesValue ?? usesValue;
  if (handler.kind !== 'whole') {
    const takesError = given?.takesError ?? (handler.kind === 'error' && uses(success.text, error));
    return { params: paramsOf(writer, handler, { error, takesError, takesValue }), body: null, takesValue, takesError };
  }
  const api = render('api');
  const transport = plan.call.packageClient || !handler.toldOfConnection ? api : render('transport');
  const base = writer.indentOf(fn);
  const inner = base + writer.step;
  const broken = rewriter.whereBroken(plan, () => render('broken'));
  const ends = composed(writer, { success, api, transport, broken, error, gated: plan.gated });
  const text = head ? [ends, moved(rendered(rewriter, tail, view).text, '')].filter(Boolean).join('\n') : ends;
  // Who hands on what v4 answers gives the error first.
  const takesError = given?.takesError ?? (plan.call.relayed === true || uses(text, error));
  const params = paramsOf(writer, handler, { error, takesError, takesValue });
  const body = text === '' ? '{}' : `{\n${inner}${moved(text, inner)}\n${base}}`;
  return { params, body, takesValue, takesError };
}

/** What a function is given by other files, and inside itself: there nobody sees what is written of it. */
function agreed({ kind, reads }: Handler): Pick<Written, 'takesValue' | 'takesError'> {
  return { takesValue: kind === 'success' || reads, takesError: kind !== 'success' };
}

interface Parts {
  /** the statements that differ from end to end; null: all do */
  readonly head: readonly NodePath[] | null;
  readonly tail: readonly NodePath[];
}

/** Where the function goes on alike, however the request ended: written for each end, that would be there three times. */
function partsOf({ fn, plan, kind }: Handler, rewriter: CallWriter['rewriter']): Parts {
  const body = fn.get('body') as NodePath;
  const plain = fn.node.params.every((one) => is.isIdentifier(one));
  if (kind !== 'whole' || !plain || !body.isBlockStatement()) return { head: null, tail: [] };
  const all = body.get<NodePath[]>('body');
  const last = all.findLastIndex((statement) => rewriter.depends(statement, plan));
  const [head, tail] = [all.slice(0, last + 1), all.slice(last + 1)];
  const goesOn = tail.some((one) => !one.isFunctionDeclaration());
  return head.length > 0 && goesOn && !isNeeded(head, tail) ? { head, tail } : { head: null, tail: [] };
}

function rendered(rewriter: CallWriter['rewriter'], statements: readonly NodePath[], view: View): Rendered {
  const { start, end } = spanOfRow(statements);
  return rewriter.renderStatements(statements, start, end, view);
}

interface Ends {
  readonly success: Rendered;
  readonly api: Rendered;
  readonly transport: Rendered;
  readonly broken: Rendered | null;
  readonly error: string;
  readonly gated: boolean;
}

/** One text for all ends of the request. */
function composed(writer: CallWriter, ends: Ends): string {
  const { success, error } = ends;
  const { step, end } = writer;
  const block = (text: string) => `{\n${step}${moved(text, step)}\n}`;
  const failure = failureText(writer, ends, ends.gated) ?? `throw ${error}${end}`;
  if (failure === success.text) return success.text;
  if (failure === '') return `if (${error}) return${end}\n${moved(success.text, '')}`;
  const leaves = ends.api.ending !== 'falls' && ends.transport.ending !== 'falls';
  if (leaves || success.text === '') {
    const short = leavesAtOnce({ text: failure, ending: 'ends' });
    const test = `if (${error}) ${short ? failure.trimStart() : block(failure)}`;
    return success.text === '' ? test : `${test}\n${moved(success.text, '')}`;
  }
  return `if (${error}) ${block(failure)} else ${block(success.text)}`;
}

function errorName(writer: CallWriter, handler: Handler): string {
  const parameter = (handler.fn.get('params') as NodePath[])[handler.error];
  if (parameter?.isIdentifier()) return parameter.node.name;
  return writer.rewriter.names.inside(handler.fn.scope, 'err');
}

interface Taken {
  readonly error: string;
  readonly takesError: boolean;
  readonly takesValue: boolean;
}

function paramsOf(writer: CallWriter, handler: Handler, { error, takesError, takesValue }: Taken): string {
  const { rewriter } = writer;
  const { typescript } = rewriter.module;
  const params = handler.fn.get('params') as NodePath[];
  // Where all went well the error is left out, and what v4 answers where it did not.
  const isOwn = (index: number) => index !== handler.error && index !== handler.value && !handler.gone.has(index);
  const first = [handler.error, handler.value].filter((index) => index >= 0);
  const last = !handler.plan.call.relayed && !params.some((_, index) => index > Math.min(...first) && isOwn(index));
  const typed = typescript ? (last ? '?: any' : ': any') : '';
  const list: string[] = [];
  for (const [index, parameter] of params.entries()) {
    if (handler.gone.has(index)) continue;
    if (index === handler.error) list.push(takesError ? `${error}${typed}` : '');
    else if (index === handler.value) {
      if (takesError && handler.error === -1) list.push(`${error}${typed}`);
      if (takesValue) list.push(`${handler.plan.name}${typescript ? valueType(handler, rewriter, last) : ''}`);
    } else list.push(codeOf(parameter.node, rewriter.source));
  }
  return list.filter(Boolean).join(', ');
}

/** What functions are given is said nowhere else. */
function valueType({ plan, kind }: Handler, rewriter: CallWriter['rewriter'], last: boolean): string {
  const type = wholeType(plan, rewriter);
  if (kind === 'success' || plan.call.relayed) return `: ${type ?? 'any'}`;
  if (type?.endsWith('[]') && last) return `: ${type} = []`;
  return last ? '?: any' : ': any';
}

/** Does the function do nothing, however the request ends? */
export function isIdle(writer: CallWriter, handler: Handler): boolean {
  return !handler.again && writtenOf(writer, handler, new Map()).body === '{}';
}

const NAMES = new WeakMap<CallPlan, { readonly name: string; readonly block: NodePath | null }>();

/** The name of a function, or a constant for one that is made on the spot. */
export function calleeOf(
  writer: CallWriter,
  plan: CallPlan,
  callback: NodePath,
  view: View,
): { readonly name: string; readonly lines: readonly string[] } {
  const { rewriter, end } = writer;
  const text = rewriter.render(callback, view);
  if (is.isIdentifier(callback.node)) return { name: text, lines: [] };
  const name = nameOf(writer, plan, callback);
  return { name, lines: [`const ${name} = ${text}${end}`] };
}

/** Free where the call stands, and not that of another call there. */
function nameOf(writer: CallWriter, plan: CallPlan, callback: NodePath): string {
  const known = NAMES.get(plan);
  if (known) return known.name;
  const block = plan.anchor.isStatement() ? plan.anchor.parentPath : null;
  const taken = writer.rewriter.plans.flatMap((other) => {
    const given = NAMES.get(other);
    return given?.block && (given.block === block || plan.anchor.isDescendant(given.block)) ? [given.name] : [];
  });
  const { names } = writer.rewriter;
  let name = names.inside(callback.scope, 'callback');
  for (let number = 2; taken.includes(name); number++) name = names.inside(callback.scope, `callback${number}`);
  NAMES.set(plan, { name, block });
  return name;
}
