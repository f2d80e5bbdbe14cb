/** Callback code: the call becomes a chain of promises that ends in the callback's own code. */

import { bare } from '../../evaluate/evaluate.js';
import { functionAt } from '../../find/answers/function-at.js';
import type { TextEdit } from '../../finding.js';
import type { Outcome } from '../../plan/outcome.js';
import { type ast, endOf, is, type NodePath, spanOf, startOf } from '../../syntax/index.js';
import { type CallPlan, type View, withOutcome } from '../call-plan.js';
import { callbackReading, functionReading } from '../error-reads.js';
import { isMadeAnew } from '../frameworks.js';
import type { Handler } from '../handlers.js';
import { needHelper } from '../needs.js';
import { apiMessage } from '../reads.js';
import type { Rendered } from '../rewriter.js';
import { moved } from '../rewriting/moved-text.js';
import { shift, uses } from '../text.js';
import { forwardedEndings } from './forwarded.js';
import { calledText, calleeOf, isIdle } from './handler.js';
import { isLast, speaker } from './last-words.js';
import { asMade, isMade } from './made-errors.js';
import { relayedEndings } from './relayed.js';
import { type CallWriter, chainLinks } from './writer.js';

interface Endings {
  readonly ok: NodePath<ast.Function> | null;
  readonly failed: NodePath<ast.Function> | null;
  readonly success: Rendered;
  readonly api: Rendered;
  readonly transport: Rendered;
  /** where the server failed and the code goes a way of its own then */
  readonly broken?: Rendered | null;
  readonly error: string;
  /** statements that make the function that is called back */
  readonly lines?: readonly string[];
  /** the function that is called back */
  readonly name?: string;
  /** the function that is called with every error */
  readonly speaker?: string;
}

export function writeChain(writer: CallWriter, plan: CallPlan, view: View): TextEdit[] {
  const { anchor } = plan;
  const base = writer.indentOf(anchor);
  const pieces = writer.pieces(plan, view);
  const endings = withoutSpoken(writer, plan, endingsOf(writer, plan, view));
  const spoken = plan.call.lastWords && !isLast(plan) ? [`catch(${speaker(writer, plan)})`] : null;
  const made = spoken ?? (isMade(plan) ? [asMade(writer, plan)] : []);
  const links = [...chainLinks(pieces), ...made, ...lastLinks(writer, plan, endings)];
  const lead = `\n${base}${writer.step}.`;
  const oneLine = links.join('.');
  const chain =
    links.length <= 2 && !oneLine.includes('\n') && oneLine.length < 100
      ? oneLine
      : links.map((link) => moved(link, base + writer.step)).join(lead);
  const statement = [...pieces.before, ...(endings.lines ?? []), `${chain}${writer.end}`].join(`\n${base}`);
  return [place(writer, plan, statement, base)];
}

/** Puts the statement where the call stood: a statement, a `return`, or the body of an arrow. */
function place(writer: CallWriter, plan: CallPlan, statement: string, base: string): TextEdit {
  const { anchor } = plan;
  const { node } = anchor;
  const range = spanOf(node);
  if (anchor.isReturnStatement()) {
    const last =
      anchor.parentPath.isBlockStatement() &&
      anchor.key === anchor.parentPath.node.body.length - 1 &&
      anchor.parentPath.parentPath.isFunction();
    return { ...range, text: last ? statement : `${statement}\n${base}return${writer.end}` };
  }
  if (anchor.isStatement()) {
    const lone =
      !anchor.parentPath?.isBlockStatement() && !anchor.parentPath?.isProgram() && !anchor.parentPath?.isSwitchCase();
    if (!lone) return { ...range, text: statement };
    const outer = writer.indentOf(anchor.parentPath as NodePath);
    return { ...range, text: `{\n${outer}${writer.step}${shift(statement, base, outer + writer.step)}\n${outer}}` };
  }
  // What it stands beside is asked in front of it.
  if (!anchor.parentPath?.isFunction()) return { ...range, text: statement };
  // `cb => request(…)`: braces, so that no promise is given back.
  return { ...range, text: `{\n${base}${writer.step}${shift(statement, base, base + writer.step)}\n${base}}` };
}

/** Where the author's function said something itself, and told nobody. */
function withoutSpoken(writer: CallWriter, plan: CallPlan, endings: Endings): Endings {
  const { lastWords } = plan.call;
  if (!lastWords) return endings;
  if (!isLast(plan)) {
    const { api, transport } = endings;
    return { ...endings, api: lastWords.api ? transport : api, transport: lastWords.transport ? api : transport };
  }
  const ended: Rendered = { text: '', ending: 'ends' };
  return { ...endings, api: ended, transport: ended, broken: null, speaker: speaker(writer, plan) };
}

const NOTHING: Rendered = { text: '', ending: 'falls' };

/** The callback's code once per outcome. */
function endingsOf(writer: CallWriter, plan: CallPlan, view: View): Endings {
  const { delivery } = plan.call;
  const { rewriter } = writer;
  const callback = delivery.by === 'callback' ? delivery.callback : delivery.by === 'events' ? delivery.response : null;
  const ok = callback && functionAt(callback);
  const failed = delivery.by === 'events' && delivery.error ? inlineFunction(delivery.error) : null;
  const error = errorName(plan, failed ?? (delivery.by === 'callback' ? ok : null), writer);
  rewriter.errorNames.set(plan, error);
  const body = (fn: NodePath<ast.Function> | null, outcome: Outcome) =>
    fn ? rewriter.renderCalled(fn, withOutcome(view, plan, outcome)) : NOTHING;
  const thrown: Rendered = { text: `throw ${error}${writer.end}`, ending: 'throws' };
  const printed: Rendered = { text: `return console.error(${error})${writer.end}`, ending: 'ends' };
  // npm cloudflare 0.0.x printed transport errors and never called back.
  const { forwards } = plan.answer;
  if (forwards && plan.relay) {
    const name = forwards.mayBeMissing ? {} : { name: rewriter.render(forwards.callback, view) };
    return { ok, failed, error, ...relayedEndings(writer, plan, error), ...name };
  }
  if (forwards) return { ok, failed, error, ...forwardedEndings(writer, plan, error, printed) };
  if (delivery.by === 'nothing' && delivery.swallows)
    return { ok, failed, success: NOTHING, api: NOTHING, transport: NOTHING, error };
  if (plan.call.task) {
    const grunt = rewriter.render(plan.call.task.grunt, view);
    const told = `${grunt}.log.writeln(${error}.errors?.[0]?.message ?? ${error})${writer.end}\ndone(false)${writer.end}`;
    const ended: Rendered = { text: told, ending: 'falls' };
    return {
      ok,
      failed,
      success: { text: `done()${writer.end}`, ending: 'falls' },
      api: ended,
      transport: ended,
      error,
    };
  }
  if (delivery.by === 'nothing' && delivery.prints) {
    const told: Rendered = {
      text: `console.error(${error}.errors?.[0]?.message ?? ${error})${writer.end}`,
      ending: 'falls',
    };
    return { ok, failed, success: NOTHING, api: told, transport: told, error };
  }
  const handler = callback ? rewriter.handlerAt(callback) : undefined;
  // The function may be the one around: it is not written here.
  if (callback && handler && !hasOwnEnding(plan))
    return handled(writer, plan, callback, view, { handler, transport: NOTHING, error });
  const silent = delivery.by === 'callback' ? delivery.silent : undefined;
  const quiet = (how: 'nothing' | 'throws') => (how === 'throws' ? thrown : NOTHING);
  const refused = delivery.by === 'events' && delivery.error && delivery.refused ? { path: delivery.error } : null;
  const api = refused
    ? failed
      ? body(failed, 'api')
      : givenRefusal(writer, plan, error, view, 'api')
    : silent?.api
      ? quiet(silent.api)
      : body(ok, 'api');
  const transport = silent?.transport
    ? quiet(silent.transport)
    : plan.call.packageClient
      ? printed
      : delivery.by === 'events'
        ? failed
          ? body(failed, 'transport')
          : delivery.error
            ? refused
              ? givenRefusal(writer, plan, error, view, 'transport')
              : givenError(writer, delivery.error, error, view)
            : thrown
        : callback
          ? body(ok, 'transport')
          : thrown;
  if (callback && handler) return handled(writer, plan, callback, view, { handler, transport, error });
  if (callback && !ok) return passedOn(writer, plan, callback, view, { transport, error });
  const broken = ok ? rewriter.whereBroken(plan, () => body(ok, 'broken')) : null;
  const [pass] = plan.relay?.passes ?? [];
  const told = refused?.path ?? (pass?.call.get('callee') as NodePath | undefined);
  const called = pass?.reject ?? (is.isIdentifier(told?.node) ? told.node.name : '');
  // A method keeps what it is called on.
  const name = /^[\w$]+$/.test(called) ? { name: called } : {};
  return { ok, failed, success: body(ok, 'success'), api, transport, broken, error, ...name };
}

/** Is what breaks the connection told in a way of its own? */
function hasOwnEnding({ call }: CallPlan): boolean {
  return call.packageClient !== null || call.delivery.by === 'events';
}

/** A function elsewhere: it is called with the error, or with what v4 answers. */
function handled(
  writer: CallWriter,
  plan: CallPlan,
  callback: NodePath,
  view: View,
  known: Pick<Endings, 'transport' | 'error'> & { readonly handler: Handler },
): Endings {
  const { handler, transport, error } = known;
  if (isIdle(writer, handler))
    return { ok: null, failed: null, success: NOTHING, api: NOTHING, transport: NOTHING, error };
  const { name, lines } = calleeOf(writer, plan, callback, view);
  const called = (outcome: Outcome): Rendered => ({
    text: `${calledText(writer, handler, name, plan, outcome, error)}${writer.end}`,
    ending: 'falls',
  });
  const failed = called('api');
  return {
    ok: null,
    failed: null,
    success: called('success'),
    api: failed,
    transport: hasOwnEnding(plan) ? transport : failed,
    error,
    lines,
    name,
  };
}

function inlineFunction(path: NodePath): NodePath<ast.Function> | null {
  const inner = bare(path);
  return inner.isFunction() ? (inner as NodePath<ast.Function>) : null;
}

/** `req.on('error', done)`: a function of somebody else's is given what broke the connection. */
function givenError(writer: CallWriter, callback: NodePath, error: string, view: View): Rendered {
  const read = callbackReading(callback) === 'seen';
  const cause = read ? `${needHelper(writer.rewriter, 'root-cause')}(${error})` : error;
  return { text: `${writer.rewriter.render(callback, view)}(${cause})${writer.end}`, ending: 'falls' };
}

/** `failure(error)`: the function for errors is given that of the API, or what broke the connection. */
function givenRefusal(
  writer: CallWriter,
  plan: CallPlan,
  error: string,
  view: View,
  outcome: 'api' | 'transport',
): Rendered {
  const { delivery } = plan.call;
  const { rewriter, end } = writer;
  if (delivery.by !== 'events' || !delivery.error) return NOTHING;
  const reads = functionReading(delivery.error) !== 'none' && !isMade(plan);
  const cause = () => (reads ? `${needHelper(rewriter, 'root-cause')}(${error})` : error);
  const refusal = () => {
    if (delivery.refused?.plain) return apiMessage(error, writer);
    return reads && isMadeAnew(rewriter) ? `new Error(${apiMessage(error, writer)})` : error;
  };
  const given = outcome === 'api' ? refusal() : cause();
  return { text: `${rewriter.render(delivery.error, view)}(${given})${end}`, ending: 'falls' };
}

/** A callback that comes from a library and looks at errors alone: `async.each(list, (item, done) => …)`. */
function passedOn(
  writer: CallWriter,
  plan: CallPlan,
  callback: NodePath,
  view: View,
  known: Pick<Endings, 'transport' | 'error'>,
): Endings {
  const { rewriter, end } = writer;
  const called = (...args: string[]): Rendered => ({
    text: `${rewriter.render(callback, view)}(${args.join(', ')})${end}`,
    ending: 'falls',
  });
  const { delivery, packageClient } = plan.call;
  const answered = delivery.by === 'callback' && delivery.params.some((shape) => shape.is === 'error' && shape.api);
  const read = callbackReading(callback) === 'seen' && !(answered && isMade(plan));
  const { error } = known;
  const apiError = read && isMadeAnew(rewriter) ? `new Error(${apiMessage(error, writer)})` : error;
  return {
    ok: null,
    failed: null,
    error,
    success: called(),
    api: answered ? called(apiError) : called(),
    transport: packageClient
      ? known.transport
      : answered && isMade(plan)
        ? called(error)
        : givenError(writer, callback, error, view),
  };
}

/** What the author called the error, else `err`. */
function errorName(plan: CallPlan, fn: NodePath<ast.Function> | null, writer: CallWriter): string {
  for (const parameter of (fn?.get('params') as NodePath[] | undefined) ?? []) {
    if (plan.answer.shapes.get(parameter.node)?.is === 'error' && parameter.isIdentifier()) return parameter.node.name;
  }
  return writer.rewriter.names.inside(fn?.scope ?? plan.call.site.scope, 'err');
}

function lastLinks(writer: CallWriter, plan: CallPlan, endings: Endings): string[] {
  const { success, api, transport, error } = endings;
  if (endings.speaker) {
    if (success.text === '') return [`catch(${endings.speaker})`];
    return [`then(${okHandler(writer, plan, endings)}, ${endings.speaker})`];
  }
  const apart = isApart(endings);
  const ignored = same(success, api) && !uses(success.text, plan.name) && !apart;
  const links: string[] = [];
  let failure: string | null;
  if (ignored && same(api, transport)) {
    if (success.text === '') return [`catch(${handler(writer, endings, '', '')})`];
    return [`catch(${handler(writer, endings, '', '')})`, `then(${okHandler(writer, plan, endings)})`];
  }
  if (ignored) {
    links.push(`catch(${ignoring(writer, plan)})`);
    failure = isRethrow(transport.text, error) ? null : transport.text;
  } else failure = failureText(writer, endings, plan.gated);
  const ok = success.text === '' ? null : okHandler(writer, plan, endings);
  if (failure === null) return ok ? [...links, `then(${ok})`] : links;
  const fail =
    failure === `return console.error(${error})${writer.end}`
      ? 'console.error'
      : endings.name && failure === `${endings.name}(${error})${writer.end}`
        ? endings.name
        : handler(writer, endings, failure, error);
  if (!ok) return [...links, `catch(${fail})`];
  return [...links, `then(${ok}, ${fail})`];
}

/** The helper that goes on where the API answered an error. */
export function ignoring(writer: CallWriter, { gated }: CallPlan): string {
  return needHelper(writer.rewriter, gated ? 'ignore-refusal' : 'ignore-api-error');
}

function same(a: Rendered, b: Rendered): boolean {
  return a.text.trim().replace(/\s+/g, ' ') === b.text.trim().replace(/\s+/g, ' ');
}

/** `return cb(err);` as `cb(err);` */
function alone(rendered: Rendered): Rendered {
  const { text } = rendered;
  return { ...rendered, text: text.trim().replace(/^return (?=[\w$.]+\([\w$, ]*\);?$)/, '') };
}

function isRethrow(text: string, error: string): boolean {
  return new RegExp(`^\\s*throw ${error.replaceAll('$', '\\$')};?$`).test(text);
}

/** One short statement after which nothing runs. */
export function leavesAtOnce({ text }: Rendered): boolean {
  return /^\s*(?:return|throw)\b/.test(text) && !text.includes('\n') && text.length < 70;
}

type Failures = Pick<Endings, 'api' | 'transport' | 'broken' | 'error'>;

/** Does the code go a way of its own where the server failed? */
function isApart({ api, transport, broken }: Failures): boolean {
  return broken != null && !same(broken, api) && !same(broken, transport);
}

/** The failure handler's body; null where an error simply goes on. */
export function failureText(writer: CallWriter, endings: Failures, gated: boolean): string | null {
  const { transport, broken } = endings;
  if (broken && isApart(endings)) return threeWays(writer, { ...endings, broken });
  if (broken) return twoWays(writer, endings, same(broken, transport));
  return twoWays(writer, endings, gated);
}

/** The connection broke, the server failed, the API refused. */
function threeWays(writer: CallWriter, { api, transport, broken, error }: Failures & { broken: Rendered }): string {
  if (same(api, transport)) return eitherWay(writer, { test: writer.isBroken(error, false), then: broken, other: api });
  const answered = { text: answeredText(writer, { api, broken, error }), ending: api.ending };
  // one `if` with all of its branches goes on behind `else`
  const lone = broken.ending === 'falls' || api.text === '';
  return eitherWay(writer, { test: writer.isNoApiError(error, false), then: transport, other: answered, lone });
}

/** What the API answered: that its server failed, or that it refused. */
function answeredText(writer: CallWriter, { api, broken, error }: Omit<Failures, 'transport'> & { broken: Rendered }) {
  return eitherWay(writer, { test: writer.isBroken(error, true), then: broken, other: api });
}

interface Either {
  readonly test: string;
  readonly then: Rendered;
  readonly other: Rendered;
  /** `other` is one `if` */
  readonly lone?: boolean;
}

function eitherWay({ step }: CallWriter, { test, then, other, lone = false }: Either): string {
  const block = (text: string) => `{\n${step}${moved(text, step)}\n}`;
  const first = `if (${test}) ${leavesAtOnce(then) ? then.text.trimStart() : block(then.text)}`;
  if (other.text === '') return first;
  if (then.ending !== 'falls') return `${first}\n${moved(other.text, '')}`;
  return `${first} else ${lone ? other.text : block(other.text)}`;
}

/**
 * The code for errors that the API answered, where all others are thrown on; `gated`: those of a server that failed are
 * among the others.
 */
export function refusal(
  writer: CallWriter,
  plan: CallPlan,
  ends: Omit<Failures, 'transport'>,
): Rendered & { readonly gated: boolean } {
  const { api, broken, error } = ends;
  if (!broken) return { ...api, gated: plan.gated };
  if (same(broken, api)) return { ...api, gated: false };
  if (isRethrow(broken.text, error)) return { ...api, gated: true };
  const ending = broken.ending === 'falls' ? 'falls' : api.ending;
  return { text: answeredText(writer, { api, broken, error }), ending, gated: false };
}

function twoWays(writer: CallWriter, endings: Failures, gated: boolean): string | null {
  const { api, transport, error } = endings;
  const { step } = writer;
  const rethrown = isRethrow(api.text, error) && isRethrow(transport.text, error);
  if (rethrown || same(api, transport)) return isRethrow(api.text, error) ? null : api.text;
  // Nobody takes what the handler gives back.
  if (same(alone(api), alone(transport))) return alone(api).text;
  const inner = (text: string) => `${step}${moved(text, step)}`;
  if (api.text === '') return `if (${writer.isNoApiError(error, gated)}) {\n${inner(transport.text)}\n}`;
  if (transport.text === '') return `if (${writer.isApiError(error, gated)}) {\n${inner(api.text)}\n}`;
  if (leavesAtOnce(transport))
    return `if (${writer.isNoApiError(error, gated)}) ${transport.text.trimStart()}\n${moved(api.text, '')}`;
  if (leavesAtOnce(api))
    return `if (${writer.isApiError(error, gated)}) ${api.text.trimStart()}\n${moved(transport.text, '')}`;
  if (api.ending === 'ends')
    return `if (${writer.isApiError(error, gated)}) {\n${inner(api.text)}\n}\n${moved(transport.text, '')}`;
  return `if (${writer.isApiError(error, gated)}) {\n${inner(api.text)}\n} else {\n${inner(transport.text)}\n}`;
}

function okHandler(writer: CallWriter, plan: CallPlan, endings: Endings): string {
  return handler(writer, endings, endings.success.text, uses(endings.success.text, plan.name) ? plan.name : '');
}

/** A function in the style of the author's callback. */
function handler(writer: CallWriter, endings: Endings, text: string, parameter: string): string {
  const fn = endings.ok ?? endings.failed;
  const arrow = fn ? is.isArrowFunctionExpression(fn.node) : !writer.rewriter.module.style.es5;
  const asyncWord = fn?.node.async && /\bawait\b/.test(text) ? 'async ' : '';
  const given = uses(text, parameter) ? parameter : '';
  const coroutine = fn && /\b(?:await|yield)\b/.test(text) ? coroutineOf(writer, fn) : null;
  if (coroutine) {
    const [before, behind] = coroutine;
    return `${before}(${given}) {\n${writer.step}${moved(text, writer.step)}\n}${behind}`;
  }
  const head = arrow ? `${asyncWord}(${given}) =>` : `${asyncWord}function (${given})`;
  if (text === '') return `${head} {}`;
  return `${head} {\n${writer.step}${moved(text, writer.step)}\n}`;
}

/** `co.wrap(function* (body) {…})`: what stands before the parameters and behind the body; null: no coroutine. */
function coroutineOf({ rewriter }: CallWriter, { node }: NodePath<ast.Function>): [string, string] | null {
  const { body } = node;
  const before = /^.*?\bfunction\s*\*[^(]*(?=\()/s.exec(rewriter.source.slice(startOf(node), startOf(body)));
  return before && node.async ? [before[0], rewriter.source.slice(endOf(body), endOf(node))] : null;
}
