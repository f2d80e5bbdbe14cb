/** A call of API v1, however it was made: what it asks, with what, and how its answer comes back. */
import type { SharedName } from '../evaluate/modules/shared-names.js';
import type { Env, ObjectValue, Value } from '../evaluate/value.js';
import type { ast, Binding, NodePath } from '../syntax/index.js';
import type { BuildTask, Delivery, HttpRequest, TransportOption } from './request.js';
import type { Promises } from './wrappers/applied.js';

export interface V1Call {
  /** the expression that is replaced */
  readonly site: NodePath;
  /** the call that it is about, where more is chained on that */
  readonly asked?: NodePath;
  /** `request`, `https`, `cloudflare` (the npm package), … */
  readonly client: string;
  /** null: not known */
  readonly action: string | null;
  /** where the action is written, for messages */
  readonly actionValue: Value | null;
  /** everything that is sent, `a`, `tkn` and `email` included */
  readonly form: ObjectValue;
  /** what the form was read from, later ones win: the URL's query, the query option, the body */
  readonly sources: readonly Value[];
  readonly credentials: Credentials | null;
  /** the action is sent in a body of JSON */
  readonly json?: boolean;
  readonly delivery: Delivery;
  readonly transport: readonly TransportOption[];
  readonly parts: readonly NodePath[];
  /** where the request is handed to functions that do not look at it */
  readonly unread?: readonly NodePath[];
  readonly escapes: NodePath | null;
  /** where callers may hand in another client */
  readonly handedIn?: NodePath;
  /** why it cannot have worked */
  readonly neverWorked?: string;
  readonly browser: boolean;
  readonly synchronous: boolean;
  /** the npm package's client object that the call is made on: it becomes the v4 client */
  readonly packageClient: Value | null;
  /** the group of clients that it is one of, where other files have them too */
  readonly shared?: string;
  /** code outside of the repository can get at that object */
  readonly handedOut?: boolean;
  /** that object stays as it is, for other calls: the v4 client is one beside it */
  readonly clientStays?: boolean;
  /** set where the site calls a function of the file's that makes the request */
  readonly through: Wrapper | null;
  /** an error that the API answered rejects the promise, with v1's `msg` as its text */
  readonly rejects?: boolean;
  /** the error that it is rejected with, where that is no plain Error of v1's `msg` */
  readonly rejection?: Rejection;
  /** the error that the wrapper makes of an answer whose status says that the server failed */
  readonly failure?: Rejection;
  /** the plain Error of v1's `msg` that it is, as the wrapper makes it */
  readonly refusal?: Rejection;
  /** the error that the wrapper makes of what broke the connection */
  readonly lost?: Rejection;
  /** what the wrapper does where the request fails, and its callers are not told of */
  readonly lastWords?: LastWords;
  /** an answer of another status than 2xx went the way of a broken connection */
  readonly failsOnStatus?: boolean;
  /** where it is sent is up to the callers of the function around it: no call of v1 by itself */
  readonly open?: boolean;
  /** all who call the function around it say what it asks for */
  readonly settledAbove?: boolean;
  /** nothing is sent where this is truthy */
  readonly unless?: Value;
  /** the call stands for a task of a build tool, which is written in its place */
  readonly task?: BuildTask;
  /** a call of a function that stays, and hands on what v4 gives in the place of v1's whole answer */
  readonly relayed?: boolean;
}

/**
 * An expression of a wrapper that makes an error; the holes are filled with what the caller gave, or with something of
 * the answer: its message, its code, the whole of it where nothing but the message (`answer`) or the code (`coded`) is
 * read, all that v1 answered (`refusal`, with its code `coded refusal`), its status, or nothing where nobody reads it; or
 * with what broke the connection, as a callback is given it (`cause`) or as it is thrown (`error`).
 */
export interface Rejection {
  readonly path: NodePath;
  readonly holes: readonly {
    readonly path: NodePath;
    readonly value:
      | Value
      | 'msg'
      | 'code'
      | 'answer'
      | 'coded'
      | 'refusal'
      | 'coded refusal'
      | 'status'
      | 'nothing'
      | 'cause'
      | 'error';
  }[];
  /** properties that are set on it */
  readonly sets?: readonly { readonly name: string; readonly path: NodePath }[];
  /** names of the wrapper's file that the caller's has to import */
  readonly names?: readonly { readonly path: NodePath; readonly shared: SharedName }[];
}

/** Where the call fails, the wrapper says something, and ends the process or leaves it at that. */
export interface LastWords {
  readonly api?: Words;
  readonly transport?: Words;
  /** where the server failed and the wrapper looks at the status */
  readonly broken?: Words;
}

export interface Words {
  /** what it says: statements and expressions with holes */
  readonly parts: readonly Part[];
  /** the process ends with the last of them */
  readonly ends: boolean;
}

export interface Part extends Rejection {
  /** sides of `? :` and `||` that are not taken */
  readonly cuts: readonly { readonly start: number; readonly end: number }[];
  /** variables of the wrapper that are declared in another part */
  readonly locals: ReadonlySet<Binding>;
  /** functions of the wrapper's file that nobody else can call: they are written down again */
  readonly copies: readonly { readonly path: NodePath; readonly fn: NodePath<ast.FunctionDeclaration> }[];
}

/** A function that makes the request for its callers, as one of them sees it. */
export interface Wrapper {
  readonly fn: NodePath<ast.Function>;
  readonly args: readonly NodePath[];
  /** the request, or the call of a further wrapper, inside the function */
  readonly request: V1Call;
  /** the request as the file's text has it, for all callers */
  readonly shared: V1Call;
  readonly env: Env;
  /** a library's callback comes behind the arguments, for the promise that it gives */
  readonly promises?: Promises;
}

/** v1's `email` and `tkn`, as written. */
export interface Credentials {
  readonly email: Value;
  readonly key: Value;
  /** who can say them where the site cannot */
  readonly holder?: Holder;
}

/** An object of the author's whose class can say the credentials, or a file of theirs that can. */
export interface Holder {
  /** the object, as the site says it; null: the file is asked */
  readonly of: Value | null;
  readonly body: NodePath<ast.ClassBody> | NodePath<ast.Program>;
  /** as a method of the class, or a function of the file, says them */
  readonly email: Value;
  readonly key: Value;
  /** a file was given them once, before it is asked */
  readonly steady?: boolean;
}

export type { HttpRequest };
