/** What a wrapper that calls its callers back does under each outcome, as one contract. */
import type { Delivery, Shape } from '../../find/request.js';
import type { NodePath } from '../../syntax/index.js';
import type { Outcome } from '../outcome.js';
import { type Given, parameterShape } from './given.js';

/** How the request itself ends. */
export type Ended = Exclude<Outcome, 'open' | 'broken'>;

export const OUTCOMES: readonly Ended[] = ['success', 'api', 'transport'];

/** What the wrapper does under one outcome. */
export type Ending =
  | {
      readonly does: 'calls';
      readonly hand: string;
      readonly callee: NodePath;
      readonly given: readonly Given[];
    }
  | 'nothing'
  | 'throws';

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
    return typeof ending === 'string' ? [] : [ending];
  });
  const [first] = called;
  if (!first) return { hand: null, callee: null, params: [] };
  if (endings.success === 'nothing' || called.some(({ hand }) => hand !== first.hand)) return null;
  const silent: Record<string, 'nothing' | 'throws'> = {};
  for (const outcome of ['api', 'transport'] as const) {
    const ending = endings[outcome];
    if (typeof ending === 'string') silent[outcome] = ending;
  }
  const given = (outcome: Ended, index: number): Given | null => {
    const ending = endings[outcome];
    return typeof ending === 'string' ? null : (ending.given[index] ?? { is: 'nothing' });
  };
  const shapes: Shape[] = [];
  const count = Math.max(...called.map((one) => one.given.length));
  for (let index = 0; index < count; index++) {
    const shape = parameterShape(given('success', index), given('api', index), given('transport', index));
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
