/**
 * The bridge: generated code that takes the fields of a v1 call, asks v4, and answers as v1 did. It serves requests
 * whose action, form or readers are known only when the program runs.
 */
import { ACTIONS, actionByName } from '../../catalogue/index.js';
import type { Action } from '../../catalogue/types.js';
import type { MigrationOptions } from '../../options.js';
import { isServed } from '../../plan/served.js';

/** What the code calls the bridge's one function. */
export const BRIDGE_FUNCTION = 'cloudflareV1';

/** Its function that answers as Node's `http` does: a response whose text is read in pieces. */
export const RESPONSE_METHOD = 'response';

/** Actions by name; null: known only when the program runs, so every one that v4 can serve. */
export type BridgeActions = ReadonlySet<string> | null;

/** What a bridge must be able to do. */
export interface BridgeSpec {
  readonly actions: BridgeActions;
  /** some use hands in a callback */
  readonly callback: boolean;
  /** some use waits for the promise */
  readonly promise: boolean;
  /** some use reads the answer as a stream */
  readonly response: boolean;
  /** some use may hand in encoded text */
  readonly encoded: boolean;
}

export function joined(one: BridgeSpec, other: BridgeSpec): BridgeSpec {
  return {
    actions: one.actions && other.actions && new Set([...one.actions, ...other.actions]),
    callback: one.callback || other.callback,
    promise: one.promise || other.promise,
    response: one.response || other.response,
    encoded: one.encoded || other.encoded,
  };
}

/** The actions of a bridge in the order of the catalogue. */
export function servedActions({ actions }: BridgeSpec, options: MigrationOptions): readonly Action[] {
  return ACTIONS.filter((one) => isServed(one, options) && (actions === null || actions.has(one.name)));
}

/** The actions that a program may ask of a bridge for all, and that it refuses. */
export function refusedActions({ actions }: BridgeSpec, options: MigrationOptions): readonly Action[] {
  return ACTIONS.filter((one) => !isServed(one, options) && (actions === null || actions.has(one.name)));
}

export function isAction(name: string): boolean {
  return actionByName(name) !== undefined;
}
