/** What the callers of a wrapper get, and how. */
import type { Delivery, Shape } from '../../find/request.js';
import type { LastWords, Rejection } from '../../find/v1-call.js';
import type { NodePath } from '../../syntax/index.js';

export interface Contract {
  /** which parameter is the callback; null: the function gives a promise */
  readonly callback: number | null;
  /** a place where the function names its callback */
  readonly handed?: NodePath;
  readonly params: readonly Shape[];
  readonly silent?: (Delivery & { by: 'callback' })['silent'];
  /** errors of the connection end in the function */
  readonly swallows?: boolean;
  /** callers may leave the callback out */
  readonly optional?: boolean;
  readonly shape?: Shape;
  readonly rejects?: boolean;
  readonly rejection?: Rejection;
  readonly failure?: Rejection;
  readonly lost?: Rejection;
  readonly refusal?: Rejection;
  readonly lastWords?: LastWords;
  /** one function for success, another for all errors */
  readonly pair?: Delivery & { by: 'events' };
  /** the call with what is chained on it, and the statements that listen to it */
  readonly site?: NodePath;
  readonly parts?: readonly NodePath[];
}
