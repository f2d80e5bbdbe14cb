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
  /** offset of the line that it begins; null: something stands before it on its line */
  readonly line: number | null;
  readonly indent: string;
  /** statements that nothing needs once it is rewritten */
  readonly dropped: readonly Span[];
}
