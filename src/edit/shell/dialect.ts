/** How a shell that is not of POSIX writes what a command becomes. One file each. */
import type { ForeignCommand } from '../../find/shell/foreign.js';
import type { Pieces } from './quote.js';

export interface Request {
  readonly method: string;
  readonly url: Pieces;
  readonly headers: readonly (readonly [name: string, value: Pieces])[];
  readonly body: Pieces | null;
}

export interface Dialect {
  /** before the text of a comment */
  readonly comment: string;
  /** an id is looked up with jq */
  readonly needsJq: boolean;
  /** a variable of the environment */
  environment(name: string): string;
  /** the variable that an id is put into */
  holder(name: string): string;
  /** a statement of its own that looks an id up */
  lookup(name: string, filter: string, request: Request, command: ForeignCommand): string;
  /** the command in place of the old one; `next` stands between its lines */
  command(command: ForeignCommand, request: Request, eol: string): string;
}
