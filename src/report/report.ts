/** What reporters see: findings with places in lines and columns, and every text from outside masked and escaped. */
import type { Applicability, Finding, RuleId, Severity } from '../finding.js';
import type { FileChange, SourceText } from '../pipeline.js';
import { REASONS, type ReasonId } from '../plan/reasons.js';
import { codeFrame } from './code-frame.js';
import { holdsCode } from './holds-code.js';
import { lineHashes } from './line-hash.js';
import { LineIndex, type Range } from './positions.js';
import { RULES } from './rules.js';
import { type MaskedText, mask, redact, type SafeText, safe } from './safe-text.js';
import { type Summary, type SummaryFiles, type Suppressed, summarise } from './summary.js';

export interface ReportPlace {
  readonly file: string;
  readonly range: Range;
  readonly message: SafeText;
}

export interface ReportFinding extends ReportPlace {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly applicability: Applicability;
  readonly reason: SafeText | null;
  /** why the rule exists, one sentence */
  readonly why: SafeText;
  readonly help: SafeText;
  /** the command that tells more */
  readonly docs: SafeText;
  readonly action: SafeText | null;
  readonly target: SafeText | null;
  readonly related: readonly ReportPlace[];
  readonly notes: readonly SafeText[];
  readonly fingerprint: string;
  /** the lines around it, cut to `width` columns; null where there is no room or no text */
  frame(width: number): SafeText | null;
  /** the text of the place, or of its whole lines and some around; credentials masked, nothing else changed */
  excerpt(around: number | null): Excerpt | null;
  /** the range with its columns counted in UTF-8 bytes */
  byteRange(): Range;
  /** names the line by what it and those after it hold; null where the text is not known */
  lineHash(): string | null;
}

export interface Excerpt {
  readonly range: Range;
  readonly text: MaskedText;
}

/** How far the debt that was accepted has gone down. */
export interface BaselineProgress {
  /** findings that the baseline holds */
  readonly accepted: number;
  /** of those, found no more */
  readonly gone: number;
  /** found, and not in the baseline */
  readonly fresh: number;
}

/** Something that kept the run from being complete. */
export interface RunError {
  readonly file: string | null;
  readonly message: SafeText;
}

export interface Report {
  readonly findings: readonly ReportFinding[];
  readonly summary: Summary;
  readonly errors: readonly RunError[];
  /** what the report is made from, for `migration.ts`; not masked */
  readonly basis: ReportBasis;
  /** null: no baseline is used */
  readonly baseline: BaselineProgress | null;
}

export interface ReportInput {
  readonly findings: readonly Finding[];
  /** the texts that the findings' offsets count in; a file without text is placed at 1:1 */
  readonly sources: readonly SourceText[];
  readonly files: SummaryFiles;
  readonly errors: readonly { readonly file: string | null; readonly message: string }[];
  /** leaves out warnings and notes; the summary still counts them */
  readonly quiet: boolean;
  readonly migration?: MigrationInput;
  readonly baseline?: BaselineProgress;
  /** findings that are not reported as such: comments in the code hide them, or the baseline holds them */
  readonly suppressed?: readonly SuppressedFinding[];
}

export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: 'comment' | 'baseline';
}

/** `lint`: nothing was asked to move; what could is told. */
export type Done = 'lint' | 'preview' | 'written';

export interface MigrationInput {
  readonly done: Done;
  /** what was found before anything changed, and the texts it counts in; absent: those of the report */
  readonly before?: Pick<ReportInput, 'findings' | 'sources'>;
  readonly changes: readonly FileChange[];
  /** what needs review was left alone */
  readonly safeOnly: boolean;
  readonly advice: readonly string[];
}

export interface ReportBasis {
  readonly input: ReportInput;
  isShown(finding: Finding): boolean;
  /** how findings are made fit to be shown; `sources`: the texts they count in, where not those of the report */
  show(sources?: readonly SourceText[]): (finding: Finding) => ReportFinding;
}

/** Makes a run's result fit to be shown. */
export function buildReport(input: ReportInput): Report {
  const texts = new Texts(input.sources);
  const show = (sources?: readonly SourceText[]) => {
    const from = sources ? new Texts(sources) : texts;
    return (finding: Finding) => reportFinding(finding, from);
  };
  const isShown = ({ severity }: Finding) => !input.quiet || severity === 'error';
  return {
    findings: input.findings.filter(isShown).map(show()),
    summary: summarise(input.findings, input.files, suppressed(input)),
    errors: input.errors.map(({ file, message }) => ({ file, message: redact(message) })),
    basis: { input, isShown, show },
    baseline: input.baseline ?? null,
  };
}

function suppressed({ suppressed: found = [], baseline }: ReportInput): Suppressed {
  return {
    comments: found.filter(({ by }) => by === 'comment').length,
    baseline: baseline ? baseline.accepted - baseline.gone : 0,
  };
}

/** What to do about a finding: its reason says, else its rule. */
export function helpOf(finding: Finding): string {
  if (finding.reason !== undefined && Object.hasOwn(REASONS, finding.reason)) {
    return REASONS[finding.reason as ReasonId].help;
  }
  return RULES[finding.rule].help;
}

function reportFinding(finding: Finding, texts: Texts): ReportFinding {
  const text = texts.get(finding.file);
  return {
    rule: finding.rule,
    severity: finding.severity,
    applicability: finding.applicability,
    reason: optional(finding.reason),
    message: redact(finding.message),
    why: redact(RULES[finding.rule].why),
    help: redact(helpOf(finding)),
    docs: safe`cfv1 explain ${redact(finding.rule)}`,
    file: finding.file,
    range: texts.range(finding.file, finding.range),
    action: optional(finding.action),
    target: optional(finding.target),
    related: finding.related.map((place) => ({
      file: place.file,
      range: texts.range(place.file, place),
      message: redact(place.message),
    })),
    notes: (finding.notes ?? []).map(redact),
    fingerprint: finding.fingerprint,
    frame: (width) => text && codeFrame(text.masked, text.lines, finding.range, width),
    excerpt: (around) => texts.excerpt(finding.file, finding.range, around),
    byteRange: () => texts.byteRange(finding.file, finding.range),
    lineHash: () => text && (text.hashes()[text.lines.position(finding.range.start).line - 1] ?? null),
  };
}

function optional(text: string | undefined): SafeText | null {
  return text === undefined ? null : redact(text);
}

interface KnownText {
  readonly masked: MaskedText;
  readonly lines: LineIndex;
  /** one for each line */
  hashes(): readonly string[];
}

/** Masked texts and their lines, made when first asked for: most files have no finding. */
class Texts {
  readonly #sources: ReadonlyMap<string, string>;
  readonly #known = new Map<string, KnownText>();

  constructor(sources: readonly SourceText[]) {
    this.#sources = new Map(sources.map(({ file, text }) => [file, text]));
  }

  get(file: string): KnownText | null {
    const text = this.#sources.get(file);
    if (text === undefined) return null;
    let known = this.#known.get(file);
    if (!known) {
      let hashes: readonly string[] | undefined;
      known = {
        masked: mask(text, !holdsCode(file)),
        lines: new LineIndex(text),
        hashes: () => (hashes ??= lineHashes(text)),
      };
      this.#known.set(file, known);
    }
    return known;
  }

  range(file: string, span: Finding['range']): Range {
    const text = this.get(file);
    return text ? text.lines.range(span) : { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  }

  excerpt(file: string, span: Finding['range'], around: number | null): Excerpt | null {
    const known = this.get(file);
    if (!known) return null;
    const { masked, lines } = known;
    const { start, end } = lines.range(span);
    const whole =
      around === null
        ? span
        : { start: lines.line(Math.max(1, start.line - around)).start, end: lines.line(end.line + around).end };
    return { range: lines.range(whole), text: masked.slice(whole.start, whole.end) as MaskedText };
  }

  byteRange(file: string, span: Finding['range']): Range {
    const { start, end } = this.range(file, span);
    const text = this.#sources.get(file) ?? '';
    const bytes = ({ line, column }: Range['start'], at: number) => ({
      line,
      column: Buffer.byteLength(text.slice(Math.max(0, Math.min(at, text.length) - column + 1), at)) + 1,
    });
    return { start: bytes(start, span.start), end: bytes(end, span.end) };
  }
}
