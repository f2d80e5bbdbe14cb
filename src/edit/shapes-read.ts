/** What is read of an answer: where the call is, and by those that a function there hands it on to. */
import type { Shape } from '../find/request.js';
import type { CallPlan } from './call-plan.js';

export function shapesRead({ answer, relay }: Pick<CallPlan, 'answer' | 'relay'>): Shape[] {
  return [...answer.shapes.values(), ...(relay?.readers.flatMap(shapesRead) ?? [])];
}
