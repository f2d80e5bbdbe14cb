/** One v1 call with all that is decided about its rewrite. */
import type { Action } from '../catalogue/types.js';
import type { Value } from '../evaluate/value.js';
import type { Answer } from '../find/answers/answer.js';
import type { V1Call } from '../find/v1-call.js';
import type { Outcome } from '../plan/outcome.js';
import type { ReasonId } from '../plan/reasons.js';
import type { ast, Binding, NodePath } from '../syntax/index.js';
import type { Relay } from './relays.js';

export interface PlanReason {
  readonly id: ReasonId;
  readonly path: NodePath;
  readonly field?: string;
}

/** How the code waits for the answer, and so how the v4 call is written into it. */
export type WaitStyle = 'callback' | 'await' | 'promise';

export interface CallPlan {
  readonly call: V1Call;
  readonly action: Action;
  readonly answer: Answer;
  readonly style: WaitStyle;
  /** what is replaced: a statement, an arrow's body, or the expression itself */
  readonly anchor: NodePath;
  /** the variable that holds v4's answer */
  name: string;
  /** functions whose variables of the answer are replaced by `name` */
  readonly primary: ReadonlySet<ast.Node>;
  /** variables that live longer: they keep their names */
  readonly kept: ReadonlySet<Binding>;
  readonly reasons: PlanReason[];
  readonly zone: Value | null;
  /** the answer as it is followed into other files; null: it stays in its own */
  readonly abroad: Answer | null;
  /** the function around it hands on what v4 answers, and its errors; null: no function does */
  readonly relay: Relay | null;
  /** the `try` that awaits it first, where its answer is read behind that; null: it is read where it is awaited */
  readonly tried?: NodePath<ast.TryStatement> | null;
  /** the call is in another file: only its answer is read here */
  readonly guest?: boolean;
  /** only what v1 answered with a 200 went the way of its answers: v4's refusals do, what breaks in v4 does not */
  readonly gated: boolean;
  /** set where a condition decides which of two calls is made: the plan itself is that of one of them */
  readonly either?: Either;
  /** the code looks at the status itself: where v4's server fails, it goes the way that it went for such a status */
  readonly looksAtStatus: boolean;
  /** what may stand in the answer's place where that is read: answers of other calls, or the call is left */
  readonly beside: readonly NodePath[];
}

export interface Either {
  readonly test: NodePath;
  readonly then: CallPlan;
  readonly otherwise: CallPlan;
}

/** Which outcome each call has in the text that is being written; success where none is given. */
export type View = ReadonlyMap<CallPlan, Outcome>;

export const SUCCESS: View = new Map();

export function withOutcome(view: View, plan: CallPlan, outcome: Outcome): View {
  return new Map(view).set(plan, outcome);
}
