/** A callback that the function's own callers handed in: it is called with what v1 gave it. */

import { bare } from '../../evaluate/evaluate.js';
import type { Primitive, Shape } from '../../find/request.js';
import type { Outcome } from '../../plan/outcome.js';
import { shapedText } from '../borders.js';
import { type CallPlan, SUCCESS } from '../call-plan.js';
import { callbackReading } from '../error-reads.js';
import { isMadeAnew } from '../frameworks.js';
import { needHelper } from '../needs.js';
import { apiMessage } from '../reads.js';
import type { Rendered } from '../rewriter.js';
import { quoted } from '../values.js';
import type { CallWriter } from './writer.js';

/** The call of it under each outcome; `printed`: what npm cloudflare 0.0.x did with errors of the connection. */
export function forwardedEndings(
  writer: CallWriter,
  plan: CallPlan,
  error: string,
  printed: Rendered,
): Readonly<Record<Exclude<Outcome, 'open' | 'broken'>, Rendered>> {
  const { delivery, packageClient } = plan.call;
  const { forwards } = plan.answer;
  if (delivery.by !== 'callback' || !forwards) throw new Error('a callback that nobody hands in');
  const { rewriter, end } = writer;
  const callback = rewriter.render(bare(forwards.callback), SUCCESS);
  const read = callbackReading(forwards.callback) !== 'none';
  const plain = delivery.params.some((shape) => shape.is === 'error' && shape.plain);
  const made = delivery.params.some((shape) => shape.is === 'error' && shape.made);
  const message = plain
    ? apiMessage(error, writer)
    : read && !made && isMadeAnew(rewriter)
      ? `new Error(${apiMessage(error, writer)})`
      : error;
  const cause = () => (read && !made ? `${needHelper(rewriter, 'root-cause')}(${error})` : error);
  const given = (outcome: Outcome): Rendered => {
    const values = delivery.params.map((shape) => {
      if (shape.is === 'error')
        return outcome === 'transport' ? cause() : outcome === 'api' && shape.api ? message : `${shape.none ?? null}`;
      if (shape.is === 'known') return written(valueIn(shape, outcome), writer);
      if (outcome === 'transport') return 'undefined';
      if (outcome !== 'success') return 'undefined';
      return shape && shape === forwards.leaves
        ? shapedText(rewriter, plan, shape, plan.name, SUCCESS, true)
        : plan.name;
    });
    while (values.at(-1) === 'undefined') values.pop();
    const text = `${callback}(${values.join(', ')})${end}`;
    return { text: forwards.mayBeMissing ? `if (${callback}) ${text}` : text, ending: 'falls' };
  };
  return { success: given('success'), api: given('api'), transport: packageClient ? printed : given('transport') };
}

function valueIn(shape: Shape & { is: 'known' }, outcome: Outcome): Primitive {
  if (outcome === 'transport') return shape.lost;
  return outcome === 'api' && 'api' in shape ? shape.api : shape.value;
}

function written(value: Primitive, { rewriter }: CallWriter): string {
  return typeof value === 'string' ? quoted(value, rewriter.module.style) : String(value);
}
