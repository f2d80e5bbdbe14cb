/** Statements that await a v1 call: what comes before them, and what happens where v1 answered an error. */
import type { TextEdit } from '../../finding.js';
import type { Outcome } from '../../plan/outcome.js';
import { type NodePath, spanOfRow, startOf } from '../../syntax/index.js';
import { wholeType } from '../annotations.js';
import { type CallPlan, type View, withOutcome } from '../call-plan.js';
import { isBare } from '../own-statement.js';
import type { Ending, Rendered } from '../rewriter.js';
import { moved } from '../rewriting/moved-text.js';
import { lineStart, uses } from '../text.js';
import { caughtName } from './caught-name.js';
import { failureText, refusal } from './chain.js';
import { failureLine } from './made-errors.js';
import { failureName, isParted, waitingOf } from './parted.js';
import { apiHandling, tellsFailure } from './promise.js';
import type { CallWriter } from './writer.js';

/** Edits around an awaiting statement; `within` writes the statement itself. Null ending: `within`'s own. */
export function writeAwait(
  writer: CallWriter,
  plan: CallPlan,
  statement: NodePath,
  view: View,
  out: TextEdit[],
  within: () => Ending,
): Ending {
  const pieces = writer.pieces(plan, view);
  const indent = writer.indentOf(statement);
  const start = startOf(statement.node);
  const handling = apiHandling(writer, plan);
  const before = [...pieces.before];
  const lookup = writer.clients.declaresZone(plan, view) ? pieces.lookup : null;
  const zone = writer.clients.zoneBefore(plan) ?? '';
  if (lookup && handling !== 'code') before.push(`const ${zone} = await ${lookup}${writer.end}`);
  const lead = before.map((line) => `${line}\n${indent}`).join('');
  if (handling !== 'code') {
    if (lead) out.push({ start, end: start, text: lead });
    return within();
  }
  const rest = waitingOf(plan, writer.rewriter) ?? [];
  const { text, ending } = caught(writer, plan, rest, view, lookup ? { zone, lookup } : null);
  const end = rest.at(-1)?.node.end ?? start;
  if (isBare(statement)) out.push({ end, ...inBlock(writer, statement, lead + moved(text, indent)) });
  else out.push({ start, end, text: lead + moved(text, indent) });
  return ending;
}

/** `if (due) …`: several statements in place of one, in a block on the line of what leads to it. */
function inBlock(writer: CallWriter, statement: NodePath, text: string) {
  const start = startOf(statement.node);
  const { source } = writer.rewriter;
  const before = source.slice(0, start).trimEnd();
  const isAlone = before.length < lineStart(source, start) && /[)\w]$/.test(before);
  const inner = writer.indentOf(statement);
  const outer = isAlone ? writer.indentOf(statement.parentPath as NodePath) : inner;
  const lines = text.replaceAll(`\n${inner}`, `\n${outer}${writer.step}`);
  const block = `{\n${outer}${writer.step}${lines}\n${outer}}`;
  return isAlone ? { start: before.length, text: ` ${block}` } : { start, text: block };
}

/** The rest of the block, with the API's errors led to where v1 led them. */
function caught(
  writer: CallWriter,
  plan: CallPlan,
  rest: readonly NodePath[],
  view: View,
  searched: { readonly zone: string; readonly lookup: string } | null,
): Rendered {
  const { rewriter, step, end } = writer;
  const { start: from, end: to } = spanOfRow(rest);
  const call = rewriter.render(plan.anchor, withOutcome(view, plan, 'success'));
  const render = (outcome: Outcome) => rewriter.renderStatements(rest, from, to, withOutcome(view, plan, outcome));
  const error = caughtName(writer, rest);
  const failed = (error: string) => {
    rewriter.errorNames.set(plan, error);
    const ends = { api: render('api'), broken: rewriter.whereBroken(plan, () => render('broken')), error };
    return plan.tried
      ? everyEnd(writer, plan, { ...ends, transport: render('transport') })
      : refusal(writer, plan, ends);
  };
  const api = failed(error);
  const success = rewriter.hoisted(plan, () => render('success'));
  const named = uses(success.text, plan.name);
  const { keepsName } = declared(plan);
  const parted = isParted(plan);
  const shared = !parted && writer.clients.sharesZone(plan);
  const attempt = (type: string) => [
    ...(searched && shared ? [`let ${searched.zone}${rewriter.module.typescript ? ': string' : ''}${end}`] : []),
    ...(named && !keepsName ? [`let ${plan.name}${type}${end}`] : []),
    'try {',
    // v1 answered an unknown zone as an error of the call itself.
    ...(searched ? [`${step}${shared ? '' : 'const '}${searched.zone} = await ${searched.lookup}${end}`] : []),
    `${step}${named ? `${plan.name} = ` : ''}await ${moved(call, step)}${end}`,
    `} catch (${error}) {`,
    ...(tellsFailure(writer, plan) ? [`${step}${moved(failureLine(writer, plan), step)}`] : []),
    ...(plan.tried
      ? []
      : [`${step}if (${writer.isNoApiError(error, api.gated)}) ${writer.rethrown(error, api.gated)}`]),
  ];
  const leaves = api.ending !== 'falls' ? '' : parted ? null : exitOf(rest[0] as NodePath);
  if (leaves !== null) {
    // at the end of its block it leaves it anyway
    const branch = [api.text, success.text && leaves && `${leaves}${end}`]
      .filter(Boolean)
      .map((part) => `${step}${moved(part, step)}`);
    return {
      text: [...attempt(''), ...branch, '}', ...(success.text ? [moved(success.text, '')] : [])].join('\n'),
      ending: success.ending,
    };
  }
  const failure = failureName(plan, rewriter);
  const ends = [failed(failure).text, success.text].map((one) => one && `${step}${moved(one, step)}\n`);
  const text = [
    `let ${failure}${end}`,
    ...attempt(rewriter.module.typescript ? setElsewhere(plan, rewriter) : ''),
    `${step}${failure} = ${error}${end}`,
    '}',
    ends[0] ? `if (${failure}) {\n${ends[0]}}${ends[1] && ` else {\n${ends[1]}}`}` : `if (!${failure}) {\n${ends[1]}}`,
  ].join('\n');
  return { text, ending: 'falls' };
}

/** Where the answer is read behind a `try`, so is what its `catch` makes of a broken connection. */
function everyEnd(
  writer: CallWriter,
  { gated }: CallPlan,
  ends: Parameters<typeof failureText>[1],
): Rendered & { readonly gated: boolean } {
  const { api, transport, error } = ends;
  const text = failureText(writer, ends, gated) ?? `throw ${error}${writer.end}`;
  return { text, ending: api.ending === 'falls' || transport.ending === 'falls' ? 'falls' : 'ends', gated };
}

/** TypeScript does not see that there is an answer where there is no failure. */
function setElsewhere(plan: CallPlan, rewriter: CallWriter['rewriter']): string {
  const type = wholeType(plan, rewriter);
  return type ? `!: ${type}` : ': any';
}

/** What ends the block early; null where nothing does. */
function exitOf(statement: NodePath): string | null {
  const owner = isBare(statement) ? statement.parentPath : statement.parentPath?.parentPath;
  if (owner?.isFunction()) return 'return';
  return owner?.isLoop() ? 'continue' : null;
}

/** A variable of the author's that lives longer keeps its name and its declaration. */
function declared(plan: CallPlan): { keepsName: boolean } {
  return { keepsName: [...plan.kept].some((binding) => binding.identifier.name === plan.name) };
}
