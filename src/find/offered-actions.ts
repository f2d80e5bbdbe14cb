/** Requests that ask for one action or another, by a condition that stands in the code: `rec ? 'rec_edit' : 'rec_new'`. */
import { actionByName } from '../catalogue/index.js';
import { programOf } from '../evaluate/modules/localised.js';
import { type Choice, literalText, type Value } from '../evaluate/value.js';
import type { NodePath } from '../syntax/index.js';
import type { V1Call } from './v1-call.js';

/** The actions, where the request asks for one of several that are known, and says by which condition; else none. */
export function offeredActions({ action, actionValue }: Pick<V1Call, 'action' | 'actionValue'>): readonly string[] {
  if (action !== null || !actionValue) return [];
  return namesIn(actionValue) ?? [];
}

/** Is what is asked for told by the text: one action, or by which condition which one? */
export function tellsAction(call: V1Call): boolean {
  return call.action !== null || offeredActions(call).length > 0;
}

/** Is the condition one of the code around the call itself, and not of a function that it enters? */
export function choosesHere({ actionValue, site }: V1Call): boolean {
  const isAround = (test: NodePath) => {
    const fn = test.getFunctionParent();
    return fn ? site.isDescendant(fn) : programOf(test) === programOf(site);
  };
  const isHere = (value: Value): boolean =>
    !isWrittenChoice(value) || (isAround(value.test) && isHere(value.then) && isHere(value.otherwise));
  return actionValue !== null && isHere(actionValue);
}

/** One of two values, by a condition that is written down. */
export function isWrittenChoice(value: Value): value is Choice & { readonly test: NonNullable<Choice['test']> } {
  return value.kind === 'choice' && value.test !== null && ['?:', 'assigned'].includes(value.operator);
}

function namesIn(value: Value): readonly string[] | null {
  if (!isWrittenChoice(value)) {
    const name = literalText(value);
    return name !== null && actionByName(name) ? [name] : null;
  }
  const then = namesIn(value.then);
  const otherwise = namesIn(value.otherwise);
  return then && otherwise && [...then, ...otherwise];
}
