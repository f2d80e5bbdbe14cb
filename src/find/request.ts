/** One model of an HTTP request for every client: what is sent, and how the answer comes back. */

import type { Value } from '../evaluate/value.js';
import type { NodePath } from '../syntax/index.js';

/**
 * What a value that comes out of a request is, until v1's envelope is reached. The follower of answers walks
 * these by property, method call and destructuring; clients only describe them.
 */
export type Shape =
  /** the error that the client gives: falsy on success; `api`: v1's own errors come here too (npm cloudflare 0.0.x); plain: those as their text alone; made: as the author's own function made it; loose: it may be a text or anything else that is true; broken: there is one where the server failed as well; none: what stands in its place, where that is not null */
  | {
      readonly is: 'error';
      readonly api?: boolean;
      readonly plain?: boolean;
      readonly made?: boolean;
      readonly loose?: boolean;
      readonly broken?: boolean;
      readonly none?: false;
    }
  /** the body as text */
  | { readonly is: 'text' }
  /** v1's answer as an object; `path` is where in it: [] the envelope, ['response', 'recs', 'objs'], … `*` is an element; derived: made from it (filter, slice); onError: where the API answered an error nothing is there, or nobody knows what; optional: may not be there; hollow: or `{}` in its place */
  | {
      readonly is: 'v1';
      readonly path: readonly string[];
      readonly derived?: boolean;
      readonly optional?: boolean;
      readonly hollow?: boolean;
      readonly onError?: 'missing' | 'other';
    }
  /**
   * a primitive that was the same in every v1 answer: status 200, ok true; api: what it is where the API answered an
   * error; broken: where the server failed, that the status is a number from 500 on, or what tells of it
   */
  | {
      readonly is: 'known';
      readonly value: Primitive;
      readonly api?: Primitive;
      readonly broken?: 'status' | boolean;
      /** what it is where no answer came */
      readonly lost?: Primitive;
    }
  /** an object of the client (response): what its properties and methods give */
  | {
      readonly is: 'object';
      readonly name: string;
      readonly properties: Readonly<Record<string, Shape>>;
      readonly methods?: Readonly<Record<string, Shape>>;
      /** `response.on('data' | 'end', …)`: the body arrives in pieces */
      readonly stream?: boolean;
      /** it is there although no answer came */
      readonly always?: boolean;
    }
  /** a promise of a shape; rejected with the transport error */
  | { readonly is: 'promise'; readonly of: Shape }
  /** a list of shapes: `Promise.all(names.map(…))` */
  | { readonly is: 'many'; readonly of: Shape }
  /** an object or map of the program's own, each value of which is of a shape: `_.groupBy(records, 'type')` */
  | { readonly is: 'groups'; readonly of: Shape }
  /** lodash's `_(records)`, whose methods are its functions; explicit: `_.chain(records)`, which `value()` alone ends */
  | { readonly is: 'wrapped'; readonly of: Shape; readonly explicit: boolean }
  /** pieces of the body, before they are text */
  | { readonly is: 'chunks' }
  /**
   * `[response, body]` of bluebird's multiArgs, `.spread`; `several`: one item of this call, others of other calls; `keys`:
   * an object, of which the items are these properties
   */
  | {
      readonly is: 'tuple';
      readonly items: readonly (Shape | null)[];
      readonly several?: boolean;
      readonly keys?: readonly string[];
    };

export type Primitive = string | number | boolean | null | undefined;

export const ENVELOPE: Shape = { is: 'v1', path: [] };
export const TEXT: Shape = { is: 'text' };
export const ERROR: Shape = { is: 'error' };
export const OK_STATUS: Shape = { is: 'known', value: 200, broken: 'status' };

/** How the answer comes back. */
export type Delivery =
  /**
   * `callback` is called with these; any further parameter is not known. `error`: where the client has one, the function
   * that is called with the transport error alone (`.on('error', f)`, `error: f`); it may be `callback` itself
   */
  | {
      readonly by: 'callback';
      readonly callback: NodePath;
      readonly params: readonly Shape[];
      readonly error?: NodePath;
      /** the callback may be left out */
      readonly optional?: boolean;
      /** outcomes under which the callback is not called: nothing happens, or the error is thrown where nobody catches it */
      readonly silent?: { readonly api?: 'nothing' | 'throws'; readonly transport?: 'nothing' | 'throws' };
    }
  /** the value of `site` is this shape (a promise, or the answer itself in synchronous clients) */
  | { readonly by: 'value'; readonly shape: Shape }
  /**
   * events on a request object: `response` is the function called with the response (argument or `.on('response')`),
   * `error` the one for transport errors, if any; refused: errors of the API come to it as well, as this
   */
  | {
      readonly by: 'events';
      readonly response: NodePath | null;
      readonly shape: Shape;
      readonly error: NodePath | null;
      readonly refused?: Shape & { readonly is: 'error' };
      /** the request itself, in a chain that passes the answer on: `request.post(…).pipe(out)` */
      readonly piped?: NodePath;
    }
  /** nobody waits; swallows: errors of the connection go nowhere; prints: every error is printed, whatever it is */
  | { readonly by: 'nothing'; readonly swallows?: boolean; readonly prints?: boolean };

export interface TransportOption {
  readonly name: string;
  readonly path: NodePath;
  readonly value: Value;
}

export interface HttpRequest {
  /** id of the client: `request`, `axios`, … */
  readonly client: string;
  /** the whole expression that stands for the request, chained calls included: it is what is replaced */
  readonly site: NodePath;
  /** GET, POST, …; null: not known */
  readonly method: string | null;
  readonly url: Value;
  /** forms in the query beside the URL's own: later ones win */
  readonly query: readonly Value[];
  /** forms in the body: later ones win */
  readonly body: readonly Value[];
  readonly delivery: Delivery;
  /** options that change how the request travels: `timeout`, `proxy`, `agent`, `strictSSL`, `retry`, headers */
  readonly transport: readonly TransportOption[];
  /** runs in a web page */
  readonly browser?: boolean;
  /** the call blocks until the answer is there */
  readonly synchronous?: boolean;
  /** further statements that belong to the request and go with it: `req.write(body)`, `req.end()`, `req.on('error', …)` */
  readonly parts?: readonly NodePath[];
  /** uses of the request object as an argument that the function called never looks at */
  readonly unread?: readonly NodePath[];
  /** a use of the request object that a rewrite cannot keep */
  readonly escapes?: NodePath;
  /** an answer of another status than 2xx is an error of the client */
  readonly failsOnStatus?: boolean;
  /** an error that the API answered rejects the promise, with v1's `msg` as its text */
  readonly rejects?: boolean;
  /** nothing is sent where this is truthy */
  readonly unless?: Value;
  /** the call stands for a task of a build tool, which is written in its place */
  readonly task?: BuildTask;
  /** where callers may hand in another client */
  readonly handedIn?: NodePath;
  /** why the call cannot have worked, said of it: "its host is a whole URL" */
  readonly neverWorked?: string;
}

/** A task of grunt: its name, what grunt is called in the file, and the property of the configuration that tells of it. */
export interface BuildTask {
  readonly name: string;
  readonly grunt: NodePath;
  readonly configuration: NodePath | null;
}

/** A call or `new` that may be a request, with its callee already evaluated. */
export interface CallSite {
  readonly path: NodePath;
  readonly callee: Value;
  readonly args: readonly Value[];
}

export interface HttpClient {
  readonly id: string;
  /** the request that the call makes, or null when it is none of this client's */
  match(call: CallSite): HttpRequest | null;
}
