/** A call of API v1, however it was made: what it asks, with what, and how its answer comes back. */
import type { ObjectValue, Value } from '../evaluate/value.js';
import type { NodePath } from '../syntax/index.js';
import type { Delivery, HttpRequest, TransportOption } from './request.js';

export interface V1Call {
  /** the expression that is replaced */
  readonly site: NodePath;
  /** `request`, `https`, `cloudflare` (the npm package), … */
  readonly client: string;
  /** null: not known */
  readonly action: string | null;
  /** where the action is written, for messages */
  readonly actionValue: Value | null;
  /** everything that is sent, `a`, `tkn` and `email` included */
  readonly form: ObjectValue;
  readonly credentials: Credentials | null;
  readonly delivery: Delivery;
  readonly transport: readonly TransportOption[];
  readonly parts: readonly NodePath[];
  readonly escapes: NodePath | null;
  readonly browser: boolean;
  readonly synchronous: boolean;
  /** the npm package's client object that the call is made on: it becomes the v4 client */
  readonly packageClient: Value | null;
}

/** v1's `email` and `tkn`, as written. */
export interface Credentials {
  readonly email: Value;
  readonly key: Value;
}

export type { HttpRequest };
