/** How a shell that is not of POSIX writes what a command becomes. One file each. */
import type { ForeignCommand } from '../../find/shell/foreign.js';
import type { Pieces } from './quote.js';
import type { GraphQuery, Names } from './steps.js';
import type { Values } from './values.js';

export interface Request {
  readonly method: string;
  readonly url: Pieces;
  readonly headers: readonly (readonly [name: string, value: Pieces])[];
  readonly body: Pieces | null;
}

/** What is asked for an id, which `filter` of jq takes out of the answer. */
export interface Asked {
  /** as `$NAME` in the URLs that need it */
  readonly variable: string;
  readonly filter: string;
  readonly request: Request;
}

/** What a command becomes. */
export interface Job {
  readonly lookups: readonly Asked[];
  readonly request: Request;
  readonly query: GraphQuery | null;
  /** what is found is changed with PATCH under its id */
  readonly existing: Asked | null;
  /** the request is made for each id that this gives */
  readonly each: Asked | { readonly variable: string; readonly words: readonly string[] } | null;
}

export interface WrittenJob {
  /** statements before the command */
  readonly above: readonly string[];
  /** in its place */
  readonly text: string;
  /** behind what is left of it */
  readonly close: string;
}

/** Which values of v1's form can be worked out when the script runs: all, those that need no more than lines above, none. */
export type Reach = 'all' | 'lines' | 'none';

export interface Dialect {
  /** before the text of a comment */
  readonly comment: string;
  /** between statements of one line; null: those before a command need lines of their own */
  readonly separator: string | null;
  readonly needsJq: boolean;
  readonly reach: (command: ForeignCommand) => Reach;
  /** a variable of the environment */
  environment(name: string): string;
  /** the variable that an id is put into */
  holder(name: string): string;
  /** `lines`: statements that have to stand above are added to it */
  values(name: Names, lines: string[]): Values;
  /** why it cannot be written; null: it can */
  stop(job: Job, text: string): string | null;
  /** `eol` goes on in the command's own column */
  write(command: ForeignCommand, job: Job, eol: string, text: string): WrittenJob;
}

/** The pieces with what stands for the ids that were looked up. */
export function held(pieces: Pieces, names: ReadonlyMap<string, string>): Pieces {
  return pieces.map((piece) => ('raw' in piece ? { raw: names.get(piece.raw) ?? piece.raw } : piece));
}

export function heldRequest(request: Request, names: ReadonlyMap<string, string>): Request {
  return { ...request, url: held(request.url, names) };
}
