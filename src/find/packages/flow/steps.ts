/** Where in a value the thing is that is followed: `['client']` of `{ client }`, CALL of a function that gives it back. */

/** what a call of the value gives */
export const CALL = 'call()';
/** what `new` makes of it */
export const NEW = 'new()';

/** What every call of the function passes at a place: nothing is taken from it, it is looked at. */
export interface Given {
  readonly argument: number;
  /** is the function a constructor? */
  readonly made: boolean;
  /** where in the argument it is looked for */
  readonly chain: Chain;
}

export type Step = string | Given;
export type Chain = readonly Step[];

/** The name of a property; null for all other steps. */
export function propertyStep(step: Step | undefined): string | null {
  return typeof step === 'string' && step !== CALL && step !== NEW ? step : null;
}

export function chainKey(chain: Chain): string {
  return chain
    .map((step) =>
      typeof step === 'string' ? step : `${step.made ? 'new' : ''}(${step.argument}:${chainKey(step.chain)})`,
    )
    .join('.');
}
