/** What is found in a text that is no script: no tree, only places. */
import type { RuleId, Span } from '../../finding.js';
import type { ReasonId } from '../../plan/reasons.js';

export interface TextMark extends Span {
  readonly rule: RuleId;
  /** One sentence; never holds text of the file, so never a credential. */
  readonly message: string;
  readonly reason?: ReasonId;
  readonly action?: string;
}
