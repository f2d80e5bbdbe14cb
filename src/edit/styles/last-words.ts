/** What the author's function said where a call failed, and how it ended the process: one function of the file says it. */

import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import type { Value } from '../../evaluate/value.js';
import type { LastWords, Part, Words } from '../../find/v1-call.js';
import { isCut } from '../../plan/wrappers/rejection.js';
import { type ast, endOf, is, type NodePath, startOf } from '../../syntax/index.js';
import { type CallPlan, SUCCESS } from '../call-plan.js';
import { isMadeAnew } from '../frameworks.js';
import type { Rendered, Rewriter } from '../rewriter.js';
import { moved } from '../rewriting/moved-text.js';
import { indentAt, shift, sliceWith } from '../text.js';
import { ValueWriter } from '../values.js';
import { failureText } from './chain.js';
import { editsOf, madeText } from './made-errors.js';
import type { CallWriter } from './writer.js';

/** Does no failure of the call come to the code behind it? */
export function isLast({ call }: CallPlan): boolean {
  const { lastWords, delivery } = call;
  if (!lastWords || (delivery.by !== 'callback' && delivery.by !== 'nothing')) return false;
  const silent = delivery.by === 'callback' ? delivery.silent : { api: 'nothing', transport: 'nothing' };
  return Boolean((lastWords.api || silent?.api) && (lastWords.transport || silent?.transport));
}

/** The function that is called with the error: its name, or itself where it is made on the spot. */
export function speaker(writer: CallWriter, plan: CallPlan): string {
  const { lastWords } = plan.call;
  if (!lastWords) return '';
  const { step, rewriter } = writer;
  const given = isAtHome(lastWords, plan) ? parametersOf(lastWords) : null;
  const text = bodyText(writer, plan, lastWords, given);
  const typed = rewriter.module.typescript ? ': any' : '';
  const never = typed && isNeverLeft(plan, lastWords) ? ': never' : '';
  // Only of `process.exit` and `throw` the compiler knows that nothing comes behind them.
  const closed = never && !/(?:^|\n)(?:process\.exit\(|throw ).*$/.test(text) ? `\nthrow err${writer.end}` : '';
  const body = `{\n${step}${moved(text + closed, step)}\n}`;
  const arrow = !rewriter.module.style.es5;
  if (!given) return `(err) => ${body}`;
  const parameters = ['err', ...given.keys()].map((name) => `${name}${typed}`).join(', ');
  const name = functionFor(rewriter, `(${parameters})${never} ${body}`);
  if (given.size === 0) return name;
  const values = new ValueWriter(rewriter, SUCCESS);
  const call = `${name}(${['err', ...[...given.values()].map((value) => values.lift(value))].join(', ')})`;
  return arrow ? `(err) => ${call}` : `function (err) { ${call}${writer.end} }`;
}

/** The functions of the file that were asked for, laid down once. */
export function speakers(rewriter: Rewriter): readonly string[] {
  const told = '/** What becomes of a call of the Cloudflare API that fails. */\n';
  return [...(SPEAKERS.get(rewriter) ?? [])].map(
    ([text, name]) => `${text.startsWith('(err') ? told : ''}function ${name}${text}`,
  );
}

const SPEAKERS = new WeakMap<Rewriter, Map<string, string>>();

function functionFor(rewriter: Rewriter, text: string, wish = 'fail'): string {
  const known = SPEAKERS.get(rewriter) ?? new Map<string, string>();
  SPEAKERS.set(rewriter, known);
  const name = known.get(text) ?? rewriter.names.forFile(wish, wish === 'fail' ? 'failed' : wish);
  known.set(text, name);
  return name;
}

function isNeverLeft(plan: CallPlan, words: LastWords): boolean {
  return [words.api, words.transport, words.broken].every((one) => one?.ends ?? !isLast(plan));
}

function partsOf(words: LastWords): readonly Part[] {
  return [words.api, words.transport, words.broken].flatMap((one) => one?.parts ?? []);
}

/** Does every name in them mean the same at the end of the file? */
function isAtHome(words: LastWords, { call }: CallPlan): boolean {
  if (call.rejection || call.failure || call.lost) return false;
  return partsOf(words).every(({ path, holes, names = [], locals, copies, cuts }) => {
    const known = new Set([...holes, ...names, ...copies].map((one) => one.path.node));
    let home = true;
    const visit = (one: NodePath) => {
      if (known.has(one.node)) return one.skip();
      if (one.isThisExpression()) home = false;
      if (!one.isIdentifier() || !one.isReferencedIdentifier() || isCut(one, cuts)) return;
      const binding = one.scope.getBinding(one.node.name);
      if (binding && !locals.has(binding) && !binding.scope.path.isProgram()) home = false;
    };
    visit(path);
    path.traverse({ enter: visit });
    return home;
  });
}

/** What the callers have to say, by the names that it has in the author's function; null where names do not tell it. */
function parametersOf(words: LastWords): ReadonlyMap<string, Value> | null {
  const given = new Map<string, Value>();
  const texts = new Map<string, string>();
  for (const { path, value } of partsOf(words).flatMap(({ holes }) => holes)) {
    if (typeof value !== 'object') continue;
    const name = parameterName(path);
    if (!name || name === 'err' || (texts.get(name) ?? String(path)) !== String(path)) return null;
    texts.set(name, String(path));
    given.set(name, value);
  }
  const own = partsOf(words).flatMap(({ locals }) => [...locals].map(({ identifier }) => identifier.name));
  return own.some((name) => given.has(name)) ? null : given;
}

/** `action`, or `z` for `params.z` */
function parameterName({ node }: NodePath): string | null {
  if (is.isIdentifier(node)) return node.name;
  if (!is.isMemberExpression(node) || node.computed || !is.isIdentifier(node.property)) return null;
  return node.property.name;
}

function bodyText(
  writer: CallWriter,
  plan: CallPlan,
  words: LastWords,
  parameters: ReadonlyMap<string, Value> | null,
): string {
  const { end } = writer;
  const said = (one: Words): Rendered => {
    const lines = one.parts.map((part) => partText(writer, part, parameters));
    // Only of this one everybody knows that nothing comes behind it.
    const ends = one.ends && /^(?:return )?process\.exit\(/.test(lines.at(-1) ?? '');
    return { text: lines.join('\n'), ending: ends ? 'ends' : 'falls' };
  };
  const thrown = (error: string): Rendered => ({ text: `throw ${error}${end}`, ending: 'throws' });
  const { delivery, rejection, failure, lost, rejects } = plan.call;
  const quiet = (outcome: 'api' | 'transport'): Rendered | null =>
    isLast(plan) && !(delivery.by === 'callback' && delivery.silent?.[outcome] === 'throws')
      ? { text: '', ending: 'falls' }
      : null;
  const refused = rejection ? madeText(writer, rejection) : null;
  const plain = rejects && isMadeAnew(writer.rewriter) ? 'new Error(err.errors[0]?.message)' : 'err';
  const api = words.api ? said(words.api) : (quiet('api') ?? thrown(refused ?? plain));
  const transport = words.transport
    ? said(words.transport)
    : (quiet('transport') ?? thrown(lost ? madeText(writer, lost) : 'err'));
  const failed = failure ? thrown(madeText(writer, failure)) : null;
  const broken = words.broken ? said(words.broken) : failed;
  return failureText(writer, { api, transport, broken, error: 'err' }, plan.gated) ?? `throw err${end}`;
}

/** What a function is called here that is written down again. */
function copyOf(rewriter: Rewriter, { node }: NodePath<ast.FunctionDeclaration>, source: string): string {
  const name = node.id?.name ?? '';
  const text = source.slice(node.id?.end ?? 0, endOf(node));
  return functionFor(rewriter, text, name);
}

function partText(writer: CallWriter, part: Part, parameters: ReadonlyMap<string, Value> | null): string {
  const { path, cuts } = part;
  const source = homeOf(programOf(path))?.module.text ?? writer.rewriter.source;
  const [start, end] = [startOf(path.node), endOf(path.node)];
  const named = (hole: NodePath) => (parameters ? parameterName(hole) : null);
  const edits = [
    ...editsOf(writer, part, named),
    ...cuts.map((cut) => ({ ...cut, text: '' })),
    ...part.copies.map((one) => ({
      start: startOf(one.path.node),
      end: endOf(one.path.node),
      text: copyOf(writer.rewriter, one.fn, source),
    })),
  ];
  const text = shift(sliceWith(source, start, end, edits), indentAt(source, start), '');
  return path.isStatement() ? text : `${text}${writer.end}`;
}
