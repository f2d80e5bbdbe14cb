/** Promise and `await` code: the call becomes an expression; errors that v1 answered are rejections now. */

import type { Link } from '../../find/answers/answer.js';
import type { TextEdit } from '../../finding.js';
import { type ast, endOf, type NodePath, spanOf, startOf } from '../../syntax/index.js';
import { type CallPlan, SUCCESS, type View, withOutcome } from '../call-plan.js';
import { frameworkAround } from '../frameworks.js';
import { isMadeMaybe, isUnread, refusedMaybe } from '../made-maybe.js';
import { needHelper } from '../needs.js';
import { foreignMethods, libraryMaker } from '../promise-library.js';
import { renamed } from '../renamed.js';
import type { Rendered } from '../rewriter.js';
import { moved } from '../rewriting/moved-text.js';
import { lineEnd, lineStart, uses } from '../text.js';
import { ignoring } from './chain.js';
import { speaker } from './last-words.js';
import { asMade, isMade } from './made-errors.js';
import { headOf, part, waitingOf } from './parted.js';
import { readsErrorText } from './read-text.js';
import { isUnwrapping } from './unwrapping.js';
import { type CallPieces, type CallWriter, chainLinks } from './writer.js';

/** The call itself: what stood there gave a promise, and so does this. */
export function writePromise(writer: CallWriter, plan: CallPlan, view: View): TextEdit[] {
  const { node } = plan.anchor;
  const range = spanOf(node);
  if (plan.style === 'await') {
    const text = awaited(writer, plan, view);
    const indent = writer.indentOf(plan.anchor);
    return [{ ...range, text: moved(text, text.includes('\n.') ? indent + writer.step : indent) }];
  }
  const pieces = writer.pieces(plan, view);
  const base = writer.indentOf(plan.anchor);
  const links = [...chainLinks(pieces), ...afterwards(writer, plan)];
  const line = links.join('.');
  const inPlace = behindOnLine(writer, plan) ? inAuthorsChain(writer, plan, pieces, links) : null;
  const text =
    inPlace ??
    (line.length < 100 && !line.includes('\n')
      ? line
      : links.map((link) => moved(link, base + writer.step)).join(`\n${base}${writer.step}.`));
  const library = foreignMethods(plan.anchor, plan.answer).length > 0 ? libraryMaker(plan.anchor) : null;
  return [{ ...range, text: library ? `${library}(${text})` : text }];
}

/** Does a link of the author's stand behind the call on its line? Then its body is indented for that. */
function behindOnLine(writer: CallWriter, plan: CallPlan): boolean {
  return writer.rewriter.source[endOf(plan.anchor.node)] === '.';
}

/** The call with its look-up in one line, or the request on a line of its own; null where there is no look-up. */
function inAuthorsChain(
  writer: CallWriter,
  { anchor }: CallPlan,
  { lookup, zoneId, request }: CallPieces,
  links: readonly string[],
): string | null {
  if (!lookup) return null;
  const [start, end] = [startOf(anchor.node), endOf(anchor.node)];
  const { step } = writer;
  const { source } = writer.rewriter;
  const around = start - lineStart(source, start) + lineEnd(source, end) - end;
  const line = links.join('.');
  if (!line.includes('\n') && around + line.length <= 118) return line;
  if (/\bawait\b/.test(request)) return null;
  const base = writer.indentOf(anchor);
  const asked = `${lookup}.then((${zoneId}) => (\n${base}${step}${moved(request, base + step)}\n${base}))`;
  return [asked, ...links.slice(2).map((link) => moved(link, base))].join('.');
}

/** Behind `await`: the request alone where the zone was looked up before, else a chain. */
function awaited(writer: CallWriter, plan: CallPlan, view: View): string {
  const pieces = writer.pieces(plan, view);
  const zone = writer.clients.zoneBefore(plan);
  const after = afterwards(writer, plan);
  // What becomes of the call's errors becomes of an unknown zone, too.
  if (pieces.lookup && zone === null && (after.length > 0 || pieces.either)) {
    const links = [...chainLinks(pieces), ...after];
    const line = links.join('.');
    return line.length < 90 && !line.includes('\n') ? line : links.map((link) => moved(link, '')).join('\n.');
  }
  const request =
    pieces.lookup && zone === null
      ? inlineZone(pieces.request, pieces.zoneId, pieces.lookup)
      : renamed(pieces.request, pieces.zoneId, zone ?? pieces.zoneId);
  return [request, ...after].join('.');
}

function inlineZone(request: string, zoneId: string, lookup: string): string {
  return request.replace(new RegExp(`(?<![\\w$'"\`])${zoneId}(?![\\w$'"\`:])`), `await ${lookup}`);
}

/** What becomes of errors that v1 answered: ignored, or given v1's text, where nobody decides otherwise. */
function afterwards(writer: CallWriter, plan: CallPlan): string[] {
  const handling = apiHandling(writer, plan);
  const caught = handling === 'code' && plan.style === 'await';
  const made = tellsFailure(writer, plan) && !caught ? [asMade(writer, plan)] : [];
  if (handling === 'ignore') {
    const rethrown = writer.tellsHeaders(plan.gated) ? [`catch(${needHelper(writer.rewriter, 'with-text')})`] : [];
    return [`catch(${ignoring(writer, plan)})`, ...rethrown, ...made];
  }
  if (plan.call.lastWords) return [`catch(${speaker(writer, plan)})`];
  if (handling === 'text' && isMade(plan)) return [asMade(writer, plan)];
  if (handling === 'text') {
    const { rewriter } = writer;
    return [`catch(${needHelper(rewriter, rewriter.statusRead.has(plan) ? 'plain-refusal' : 'with-text')})`];
  }
  return made;
}

/** Where the author's function made an error of a server that failed, and of nothing else: is that one read? */
export function tellsFailure({ rewriter }: CallWriter, { call }: CallPlan): boolean {
  return call.failure !== undefined && !call.rejects && readsErrorText(rewriter.module);
}

export type ApiHandling = 'ignore' | 'text' | 'pass' | 'code';

const HANDLINGS = new WeakMap<CallPlan, ApiHandling>();

/** How the code that waits treats an error of the API. It does not depend on how other calls ended. */
export function apiHandling(writer: CallWriter, plan: CallPlan): ApiHandling {
  const found = HANDLINGS.get(plan) ?? withoutStatus(writer, plan, findHandling(writer, plan));
  const hasText =
    writer.options.target === 'fetch' &&
    !isMade(plan) &&
    !plan.call.lastWords &&
    !writer.rewriter.statusRead.has(plan) &&
    frameworkAround(writer.rewriter.module) === null;
  // The errors of the fetch helper have v1's text.
  const known = found === 'text' && hasText ? 'pass' : found;
  HANDLINGS.set(plan, known);
  if (known === 'code' && headOf(plan, writer.rewriter)) part(plan);
  return known;
}

/** A framework would answer with the status of an error that is passed on to it. */
function withoutStatus(
  { rewriter }: CallWriter,
  { guest, relay, answer }: CallPlan,
  handling: ApiHandling,
): ApiHandling {
  const passed = handling === 'pass' && !guest && !relay && answer.borders.size === 0;
  return passed && frameworkAround(rewriter.module) !== null ? 'text' : handling;
}

function findHandling(writer: CallWriter, plan: CallPlan): ApiHandling {
  const { rewriter } = writer;
  if (plan.guest || plan.relay) return 'pass';
  if (plan.call.lastWords) return 'text';
  if (plan.call.rejects) return readsErrorText(rewriter.module) || rewriter.statusRead.has(plan) ? 'text' : 'pass';
  const success = withOutcome(SUCCESS, plan, 'success');
  const api = withOutcome(SUCCESS, plan, 'api');
  const link = plan.answer.links.find((one) => one.ok !== null && waitsFor(one, plan));
  if (plan.style === 'await') {
    const rest = waitingOf(plan, rewriter);
    if (!rest) return 'pass';
    // `due && await purge()`: that it needs no code of its own was asked for before.
    if (isMadeMaybe(plan.anchor)) return refusedMaybe(plan.anchor, plan) === 'ignored' ? 'ignore' : 'pass';
    const render = (view: View) => rewriter.renderStatements(rest, start(rest), end(rest), view);
    const broken = rewriter.whereBroken(plan, () => render(withOutcome(SUCCESS, plan, 'broken')));
    return compare(
      { success: rewriter.hoisted(plan, () => render(success)), api: render(api), broken },
      plan,
      rewriter,
    );
  }
  if (!link?.ok) return (nobodyWaits(plan) || isUnread(plan.answer)) && !isSilenced(plan) ? 'ignore' : 'pass';
  const render = (view: View) => rewriter.renderCalled(link.ok as NodePath<ast.Function>, view);
  const broken = rewriter.whereBroken(plan, () => render(withOutcome(SUCCESS, plan, 'broken')));
  return compare({ success: render(success), api: render(api), broken }, plan, rewriter);
}

/** The first link that does something with the answer: those before only unwrap it. */
function waitsFor(link: Link, plan: CallPlan): boolean {
  return plan.answer.links.filter((one) => one.ok).at(-1) === link || !isUnwrapping(link, plan);
}

interface Ways {
  readonly success: Rendered;
  readonly api: Rendered;
  /** where the server failed and the code looks at the status */
  readonly broken: Rendered | null;
}

function compare({ success, api, broken }: Ways, plan: CallPlan, rewriter: CallWriter['rewriter']): ApiHandling {
  // What throws throws an error either way.
  if (broken && broken.ending !== 'throws' && broken.text.trim() !== api.text.trim()) return 'code';
  const text = api.text.trim();
  if (api.ending === 'throws' && /^throw \w+;?$/.test(text)) return 'pass';
  if (/^throw new Error\(\w+\.errors\[0\]\?\.message\);?$/.test(text))
    return readsErrorText(rewriter.module) ? 'text' : 'pass';
  if (text.replace(/\s+/g, ' ') === success.text.trim().replace(/\s+/g, ' ') && !uses(text, plan.name)) return 'ignore';
  return 'code';
}

/** `.catch(() => {})`: errors of any origin end there. */
function isSilenced({ answer }: CallPlan): boolean {
  const body = answer.links.find(({ failed }) => failed !== null)?.failed?.get('body') as NodePath | undefined;
  return body?.isBlockStatement() ? body.node.body.length === 0 : body?.isLiteral() === true;
}

function nobodyWaits(plan: CallPlan): boolean {
  return plan.anchor.parentPath?.isExpressionStatement() === true;
}

function start(list: readonly NodePath[]): number {
  return list[0]?.node.start ?? 0;
}

function end(list: readonly NodePath[]): number {
  return list.at(-1)?.node.end ?? 0;
}
