/** What a wrapper that calls its callers back does under each outcome, as one contract. */
import type { Delivery, Shape } from '../../find/request.js';
import type { Words } from '../../find/v1-call.js';
import type { NodePath } from '../../syntax/index.js';
import type { Outcome } from '../outcome.js';
import { asError, type Given, parameterShape } from './given.js';

/** How the request itself ends. */
export type Ended = Exclude<Outcome, 'open' | 'broken'>;

export const OUTCOMES: readonly Ended[] = ['success', 'api', 'transport'];

/** What the wrapper does under one outcome. */
export type Ending = Called | { readonly does: 'speaks'; readonly words: Words } | 'nothing' | 'throws';

export interface Called {
  readonly does: 'calls';
  readonly hand: string;
  readonly callee: NodePath;
  readonly given: readonly Given[];
}

/** Is somebody told? */
export function isCalled(ending: Ending): ending is Called {
  return typeof ending !== 'string' && ending.does === 'calls';
}

/** What is said instead. */
export function saidBy(ending: Ending): Words | null {
  return typeof ending !== 'string' && ending.does === 'speaks' ? ending.words : null;
}

export interface CalledBack {
  /** which parameter is the callback; null: none is called */
  readonly hand: string | null;
  /** a place where the function names its callback */
  readonly callee: NodePath | null;
  readonly params: readonly Shape[];
  readonly silent?: (Delivery & { by: 'callback' })['silent'];
}

/** Null where the three are no one callback. */
export function calledBack(endings: Readonly<Record<Ended, Ending>>): CalledBack | null {
  const called = OUTCOMES.flatMap((outcome) => {
    const ending = endings[outcome];
    return isCalled(ending) ? [ending] : [];
  });
  const [first] = called;
  if (!first) return { hand: null, callee: null, params: [] };
  if (endings.success === 'nothing' || saidBy(endings.success) || called.some(({ hand }) => hand !== first.hand))
    return null;
  const silent: Record<string, 'nothing' | 'throws'> = {};
  for (const outcome of ['api', 'transport'] as const) {
    const ending = endings[outcome];
    if (!isCalled(ending)) silent[outcome] = typeof ending === 'string' ? ending : 'nothing';
  }
  const given = (outcome: Ended, index: number): Given | null => {
    const ending = endings[outcome];
    return !isCalled(ending) ? null : (ending.given[index] ?? { is: 'nothing' });
  };
  const shapes: Shape[] = [];
  const count = Math.max(...called.map((one) => one.given.length));
  for (let index = 0; index < count; index++) {
    const success = given('success', index);
    const failed = [given('api', index), given('transport', index)] as const;
    const isError =
      index === 0 && (success?.is === 'nothing' || (success?.is === 'constant' && success.value === false));
    const [api, transport] = isError ? failed.map(asError) : failed;
    const shape = parameterShape(success, api ?? null, transport ?? null);
    if (!shape) return null;
    shapes.push(shape);
  }
  return {
    hand: first.hand,
    callee: first.callee,
    params: shapes,
    ...(Object.keys(silent).length > 0 && { silent }),
  };
}
