/**
 * The bridge: generated code that takes the fields of a v1 call, asks v4, and answers as v1 did. It serves requests
 * whose action, form or readers are known only when the program runs.
 */
import { ACTIONS, actionByName } from '../../catalogue/index.js';
import type { Action } from '../../catalogue/types.js';
import { V1_METHODS, V1_PACKAGE, v1Method } from '../../catalogue/v1-package.js';
import type { MigrationOptions } from '../../options.js';
import { isServed } from '../../plan/served.js';

export { BRIDGE_FUNCTION } from '../../find/bridge-file.js';

/** Its function that answers as Node's `http` does: a response whose text is read in pieces. */
export const RESPONSE_METHOD = 'response';

/** Its function for code that expects a rejection where the server failed. */
export const FAILING_METHOD = 'orFail';

/** Actions by name; null: known only when the program runs, so every one that v4 can serve. */
export type BridgeActions = ReadonlySet<string> | null;

/** Methods of the old package's client that a bridge has, by the names that are used. */
export type ClientMethods = 'none' | 'all' | ReadonlySet<string>;

/** What a bridge must be able to do. */
export interface BridgeSpec {
  readonly actions: BridgeActions;
  /** some use hands in a callback */
  readonly callback: boolean;
  /** some use waits for the promise */
  readonly promise: boolean;
  /** some use reads the answer as a stream */
  readonly response: boolean;
  /** some use waits for a promise that is rejected where the server fails */
  readonly failing: boolean;
  /** some use may hand in encoded text */
  readonly encoded: boolean;
  readonly client: ClientMethods;
}

/** A bridge that nobody asks for anything. */
export const NO_BRIDGE: BridgeSpec = {
  actions: new Set(),
  callback: false,
  promise: false,
  response: false,
  failing: false,
  encoded: false,
  client: 'none',
};

export function joined(one: BridgeSpec, other: BridgeSpec): BridgeSpec {
  return {
    actions: joinedActions(one.actions, other.actions),
    callback: one.callback || other.callback,
    promise: one.promise || other.promise,
    response: one.response || other.response,
    failing: one.failing || other.failing,
    encoded: one.encoded || other.encoded,
    client: joinedMethods(one.client, other.client),
  };
}

export function joinedActions(one: BridgeActions, other: BridgeActions): BridgeActions {
  return one && other && new Set([...one, ...other]);
}

export function joinedMethods(one: ClientMethods, other: ClientMethods): ClientMethods {
  if (one === 'none' || other === 'all') return other;
  return other === 'none' || one === 'all' ? one : new Set([...one, ...other]);
}

/** Has the client the method, under that name? */
export function isHeld(client: ClientMethods, name: string): boolean {
  return client === 'all' || (client !== 'none' && client.has(name));
}

/** A bridge for a client with these methods. */
export function clientSpec(client: ClientMethods): BridgeSpec {
  if (client === 'none') return NO_BRIDGE;
  // any action may be asked for so
  const open = isHeld(client, V1_PACKAGE.request);
  const methods = client === 'all' ? [] : [...client].flatMap((name) => v1Method(name) ?? []);
  const actions = methods.flatMap(({ action, alwaysFails }) => (alwaysFails === null ? [action] : []));
  return { ...NO_BRIDGE, actions: open ? null : new Set(actions), callback: true, client };
}

/** The methods of a client in the text of a bridge. */
export function methodsIn(text: string): ClientMethods {
  if (!text.includes(`function ${V1_PACKAGE.factory}(`)) return 'none';
  const names = [...V1_METHODS.flatMap(({ names }) => names)].filter((name) =>
    new RegExp(`^(?:\\s+${name}(?:\\(| = this)|prototype\\.${name} =)`, 'm').test(text),
  );
  return names.length === V1_METHODS.flatMap(({ names }) => names).length ? 'all' : new Set(names);
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
