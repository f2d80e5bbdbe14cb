/** A function that calls its caller back with what v4 answers, or with the error. */
import type { Outcome } from '../../plan/outcome.js';
import type { NodePath } from '../../syntax/index.js';
import { type CallPlan, SUCCESS, type View } from '../call-plan.js';
import type { Pass } from '../relays.js';
import type { Rendered } from '../rewriter.js';
import type { CallWriter } from './writer.js';

/** `cb(err, body)`, `resolve(body)` in a function that the request calls back. */
export function relayText(writer: CallWriter, plan: CallPlan, { call, reject }: Pass, view: View): string {
  const { rewriter } = writer;
  const outcome = view.get(plan) ?? 'success';
  const error = rewriter.errorName(call, plan);
  const callee = rewriter.render(call.get('callee') as NodePath, view);
  if (reject === null) return `${callee}(${givenBy(plan, outcome, error)})`;
  return outcome === 'success' ? `${callee}(${plan.name})` : `${reject}(${error})`;
}

/** The callback that the function's own caller handed in, where it is called by the request itself. */
export function relayedEndings(
  writer: CallWriter,
  plan: CallPlan,
  error: string,
): Readonly<Record<Exclude<Outcome, 'open' | 'broken'>, Rendered>> {
  const { forwards } = plan.answer;
  if (!forwards) throw new Error('a callback that nobody hands in');
  const callback = writer.rewriter.render(forwards.callback, SUCCESS);
  const given = (outcome: Outcome): Rendered => {
    const text = `${callback}(${givenBy(plan, outcome, error)})${writer.end}`;
    return { text: forwards.mayBeMissing ? `if (${callback}) ${text}` : text, ending: 'falls' };
  };
  return { success: given('success'), api: given('api'), transport: given('transport') };
}

function givenBy({ action: { answer }, name }: CallPlan, outcome: Outcome, error: string): string {
  if (outcome !== 'success') return error;
  return answer.kind === 'nothing' && answer.beside.length === 0 ? 'null' : `null, ${name}`;
}
