/** Errors that the author's own function made of what v1 answered: they are made again behind the call. */

import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { literalText } from '../../evaluate/value.js';
import type { Rejection } from '../../find/v1-call.js';
import type { TextEdit } from '../../finding.js';
import { takenBy } from '../../plan/wrappers/error-class.js';
import { endOf, is, type NodePath, startOf } from '../../syntax/index.js';
import { type CallPlan, SUCCESS } from '../call-plan.js';
import { isMadeAnew } from '../frameworks.js';
import { needHelper } from '../needs.js';
import { withParentheses } from '../parentheses.js';
import type { Rewriter } from '../rewriter.js';
import { moved } from '../rewriting/moved-text.js';
import { member, sliceWith } from '../text.js';
import { ValueWriter } from '../values.js';
import type { CallWriter } from './writer.js';

export function isMade({ call }: CallPlan): boolean {
  return call.rejection !== undefined || call.failure !== undefined || call.lost !== undefined;
}

/** `catch((err) => { … })`: each error as the code behind was given it. */
export function asMade(writer: CallWriter, plan: CallPlan): string {
  const { step, end } = writer;
  const { rejection, failure, lost, delivery } = plan.call;
  // Code that tells the API's errors apart itself gets them as they are.
  if (failure && !areErrors(plan)) {
    const test = writer.isBroken('err', false);
    return `catch((err) => {\n${step}throw ${test} ? ${moved(madeText(writer, failure), step)} : err${end}\n})`;
  }
  const lines: string[] = [];
  if (failure) lines.push(failureLine(writer, plan));
  // A callback was given what broke the connection itself.
  const thrown = () => (delivery.by !== 'value' ? `${needHelper(writer.rewriter, 'root-cause')}(err)` : 'err');
  const cause = lost ? madeText(writer, lost) : thrown();
  const gated = plan.gated && !failure;
  const plain = isMadeAnew(writer.rewriter) ? 'new Error(err.errors[0]?.message)' : 'err';
  const made = rejection ? madeText(writer, rejection) : plain;
  if (made !== cause) lines.push(`if (${writer.isNoApiError('err', gated)}) throw ${cause}${end}`);
  lines.push(`throw ${made}${end}`);
  const given = lines.some((line) => /\berr\b/.test(line)) ? 'err' : '';
  return `catch((${given}) => {\n${lines.map((line) => `${step}${moved(line, step)}`).join('\n')}\n})`;
}

/** `if (…) throw new Error('HTTP ' + err.status)`; none where such an error is not made. */
export function failureLine(writer: CallWriter, { call }: CallPlan): string {
  const { failure } = call;
  return failure ? `if (${writer.isBroken('err', false)}) throw ${madeText(writer, failure)}${writer.end}` : '';
}

/** Does an error of the API come to the code behind as an error? */
function areErrors({ call }: CallPlan): boolean {
  const { delivery } = call;
  if (delivery.by === 'events') return delivery.refused !== undefined;
  if (delivery.by !== 'callback') return call.rejects === true;
  return delivery.params.some((shape) => shape.is === 'error' && shape.api);
}

/** The expression that makes the error, as the call's own file can write it. */
export function madeText(writer: CallWriter, rejection: Rejection): string {
  const { path, sets = [] } = rejection;
  const source = sourceOf(path, writer.rewriter);
  const edits = editsOf(writer, rejection);
  const text = ({ node }: NodePath) => {
    const [start, end] = [startOf(node), endOf(node)];
    return sliceWith(
      source,
      start,
      end,
      edits.filter((edit) => edit.start >= start && edit.end <= end),
    );
  };
  if (sets.length === 0) return text(path);
  return `Object.assign(${text(path)}, { ${sets.map((set) => member(set.name, text(set.path))).join(', ')} })`;
}

/** The text of its file, which may be another one. */
function sourceOf(path: NodePath, { source }: Rewriter): string {
  return homeOf(programOf(path))?.module.text ?? source;
}

/** What fills the holes; `named`: a name for what the caller gave. */
export function editsOf(
  writer: CallWriter,
  { holes, names = [] }: Rejection,
  named: (hole: NodePath) => string | null = () => null,
): TextEdit[] {
  const { rewriter } = writer;
  const values = new ValueWriter(rewriter, SUCCESS);
  const edits = holes.map(({ path: hole, value }) => {
    const [from, to] = [startOf(hole.node), endOf(hole.node)];
    // `${action}` is text of the template, where it is known.
    const own = typeof value === 'object' ? named(hole) : null;
    if (own !== null) return { start: from, end: to, text: filled(hole, own) };
    const known = typeof value === 'object' && hole.parentPath?.isTemplateLiteral() ? literalText(value) : null;
    if (known !== null && /^[\w ./-]*$/.test(known)) return { start: from - 2, end: to + 1, text: known };
    const left = value === 'nothing' ? leftOut(hole) : null;
    if (left) return left;
    // `(body && body.msg) || 'unknown'`: a read needs no parentheses.
    const around = hole.isLogicalExpression()
      ? withParentheses(sourceOf(hole, rewriter), hole)
      : { start: from, end: to };
    const text = typeof value === 'object' ? values.lift(value) : ofAnswer(value, hole, rewriter);
    return { ...around, text: filled(hole, text) };
  });
  for (const { path: name, shared } of names) {
    const [start, end] = [startOf(name.node), endOf(name.node)];
    edits.push({ start, end, text: filled(name, rewriter.imports.nameOf(shared, String(name))) });
  }
  return edits;
}

/** The last argument, or a property of an object: it need not be written. */
function leftOut(hole: NodePath): TextEdit | null {
  const part = hole.parentPath?.isObjectProperty() ? hole.parentPath : hole;
  const at = Number(part.key);
  const [start, end] = [startOf(part.node), endOf(part.node)];
  const [before, after] = [at > 0 ? part.getSibling(at - 1).node : null, part.getSibling(at + 1).node];
  if (part === hole && after) return null;
  if (before) return { start: before.end ?? start, end, text: '' };
  return part === hole ? null : { start, end: after?.start ?? end, text: '' };
}

/** `new CloudflareError(body.msg)`: a parameter that wants a text. */
function isOwnArgument(hole: NodePath): boolean {
  const made = hole.parentPath;
  return made?.isNewExpression() === true && !is.isIdentifier(made.node.callee, { name: 'Error' });
}

/** The class of the author's wants the whole of an answer, of which it reads no more. */
function asTaken(hole: NodePath, { module }: Rewriter): string {
  const parameter = module.typescript ? takenBy(hole)?.node : undefined;
  return is.isIdentifier(parameter) && parameter.typeAnnotation ? ' as any' : '';
}

function ofAnswer(
  part: Exclude<Rejection['holes'][number]['value'], object>,
  hole: NodePath,
  rewriter: Rewriter,
): string {
  const message = `err.errors[0]?.message${rewriter.module.typescript && isOwnArgument(hole) ? " ?? ''" : ''}`;
  switch (part) {
    case 'msg':
      return message;
    case 'answer':
      return `{ msg: ${message} }${asTaken(hole, rewriter)}`;
    case 'coded':
      return `{ msg: ${message}, err_code: ${needHelper(rewriter, 'error-code')}(err) }${asTaken(hole, rewriter)}`;
    case 'refusal':
      return `{ result: 'error', msg: ${message} }`;
    case 'coded refusal':
      return `{ result: 'error', msg: ${message}, err_code: ${needHelper(rewriter, 'error-code')}(err) }`;
    case 'code':
      return `${needHelper(rewriter, 'error-code')}(err)`;
    case 'cause':
      return `${needHelper(rewriter, 'root-cause')}(err)`;
    case 'status':
      return 'err.status';
    case 'error':
      return 'err';
    case 'nothing':
      return 'undefined';
  }
}

/** `{ step }` names the property as well. */
function filled(hole: NodePath, text: string): string {
  const property = hole.parentPath;
  return property?.isObjectProperty() && property.node.shorthand ? `${hole}: ${text}` : text;
}
