/** A command of PowerShell or of a batch file that sends to v1. */
import type { Span } from '../../finding.js';
import type { Piece } from '../../syntax/index.js';
import type { CommandRequest } from './curl.js';
import type { Output } from './output.js';

export interface ForeignCommand extends Span {
  readonly request: CommandRequest;
  /** the action, as far as it is known; null: not sent */
  readonly action: readonly Piece[] | null;
  /** the program or cmdlet as written, with what stands before it in the same command */
  readonly program: string;
  readonly cmdlet: boolean;
  readonly output: Output;
  /** why it is left; `field` of the reason */
  readonly stop: string | null;
  /** above which line a comment may stand; null: it would stand within something else */
  readonly line: number | null;
  /** where statements before it can be put */
  readonly at: number;
  /** it has no lines of its own: what stands before it does so in its line, or in a block that is read as a whole */
  readonly inline: boolean;
  /** what follows in its line depends on it */
  readonly joined: boolean;
  /** where the redirections end that are those of each request made for it */
  readonly tail: number;
  /** before a command of its line: `@` */
  readonly mark: string;
  /** headers of its own, as written; null: none */
  readonly headers: string | null;
  readonly indent: string;
  /** statements that nothing needs once it is rewritten */
  readonly dropped: readonly Span[];
}
