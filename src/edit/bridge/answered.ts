/** Which reasons against a v4 call are none against the bridge. */
import type { Action } from '../../catalogue/types.js';
import { REASONS, type ReasonId } from '../../plan/reasons.js';
import type { PlanReason } from '../call-plan.js';

/** Reasons that a bridge answers: what they miss is known when the program runs, or keeps v1's shape. */
const ANSWERED = new Set<ReasonId>([
  'answer-leaves',
  'asked-fields',
  // the bridge is called in the place of the request
  'call-position',
  'changed-answer',
  'check-failed',
  'dynamic-read',
  'error-code',
  'id-of-v1',
  'kept-answer',
  'mixed-values',
  'stand-in',
  'moved-expression',
  'not-supported-value',
  // placeOf: where nobody takes it
  'returned-request',
  'shared-callback',
  'tested-elsewhere',
  'unknown-action',
  'unknown-callback',
  'unknown-form',
]);

/** A part of v1's answer that v4's does not have, and the bridge's does: what stands around and beside its root. */
export function isInAnswer({ id, field = '' }: PlanReason, action: Action | null): boolean {
  if (id !== 'field-ended' || !action) return false;
  const { root, beside } = action.answer;
  const known = beside.flatMap(({ path, read }) => (read.as === 'none' ? [] : [path]));
  const paths = [...known, ...(root.length > 0 ? [root.join('.')] : [])];
  return (
    field === 'response' || root.includes(field) || paths.some((path) => path === field || path.startsWith(`${field}.`))
  );
}

/** Does the bridge answer it? */
export function isAnswered({ id, field }: PlanReason): boolean {
  return REASONS[id].applicability === 'review' || ANSWERED.has(id) || (id === 'parameter-ended' && field === 'o');
}

/** What no bridge can make good: it is said of the call, wherever its request goes. */
const LACKING = new Set<ReasonId>([
  'access-rule-scope',
  'field-ended',
  'missing-parameter',
  'parameter-ended',
  'stored-record-id',
  'value-ended',
]);

export function isLacking({ id }: PlanReason): boolean {
  return LACKING.has(id);
}
