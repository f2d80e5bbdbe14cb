/** One place in the user's code that says something about API v1, as every report, TODO and edit uses it. */

export type Severity = 'error' | 'warning' | 'note';
export type Applicability = 'safe' | 'review' | 'manual';

export type RuleId =
  | 'v1-call'
  | 'removed-action'
  | 'needs-decision'
  | 'unknown-call'
  | 'v1-package'
  | 'v1-endpoint'
  | 'v1-answer'
  | 'outdated-v4'
  | 'hardcoded-credential'
  | 'stored-record-id'
  | 'v1-bridge'
  | 'todo'
  | 'v1-mock'
  | 'parse-error'
  | 'not-analysed'
  | 'unused-suppression'
  | 'bare-suppression';

/** Offsets into the file's text in UTF-16 units, BOM not counted; end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A replacement of a span of one file's text. Insertions have `start === end`. */
export interface TextEdit extends Span {
  readonly text: string;
}

export interface Related extends Span {
  readonly file: string;
  readonly message: string;
}

export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly applicability: Applicability;
  /** Member of `src/plan/reasons.ts`; absent where the finding is `safe` or the rule says it all. */
  readonly reason?: string;
  /** One sentence that stands alone. Never holds a credential. */
  readonly message: string;
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly range: Span;
  /** Code of its own in the range: the bodies of functions, which may change without this becoming another finding. */
  readonly inner?: readonly Span[] | undefined;
  readonly related: readonly Related[];
  /** The v1 action, where it is known. */
  readonly action?: string;
  /** What v4 offers instead, e.g. `dns.records.edit`. */
  readonly target?: string;
  /** Reads and values that were followed, for `explain FILE:LINE`; redacted. */
  readonly notes?: readonly string[];
  /** See `fingerprint.ts`: stable when lines move. */
  readonly fingerprint: string;
}
