/** What reporters see: findings with places in lines and columns, and every text from outside masked and escaped. */
import type { Applicability, Finding, RuleId, Severity } from '../finding.js';
import type { SourceText } from '../pipeline.js';
import { REASONS, type ReasonId } from '../plan/reasons.js';
import { codeFrame } from './code-frame.js';
import { LineIndex, type Range } from './positions.js';
import { RULES } from './rules.js';
import { type MaskedText, mask, redact, type SafeText, safe } from './safe-text.js';
import { type Summary, type SummaryFiles, summarise } from './summary.js';

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
}

export interface ReportInput {
  readonly findings: readonly Finding[];
  /** the texts that the findings' offsets count in; a file without text is placed at 1:1 */
  readonly sources: readonly SourceText[];
  readonly files: SummaryFiles;
  readonly errors: readonly { readonly file: string | null; readonly message: string }[];
  /** leaves out warnings and notes; the summary still counts them */
  readonly quiet: boolean;
}

/** Makes a run's result fit to be shown. */
export function buildReport(input: ReportInput): Report {
  const texts = new Texts(input.sources);
  const shown = input.quiet ? input.findings.filter((finding) => finding.severity === 'error') : input.findings;
  return {
    findings: shown.map((finding) => reportFinding(finding, texts)),
    summary: summarise(input.findings, input.files),
    errors: input.errors.map(({ file, message }) => ({ file, message: redact(message) })),
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
  };
}

function optional(text: string | undefined): SafeText | null {
  return text === undefined ? null : redact(text);
}

interface KnownText {
  readonly masked: MaskedText;
  readonly lines: LineIndex;
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
      known = { masked: mask(text, !holdsCode(file)), lines: new LineIndex(text) };
      this.#known.set(file, known);
    }
    return known;
  }

  range(file: string, span: Finding['range']): Range {
    const text = this.get(file);
    return text ? text.lines.range(span) : { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  }
}

/** Whether values in such a file are quoted; in YAML, shell or INI files they need not be. */
export function holdsCode(file: string): boolean {
  return /\.(?:[cm]?[jt]sx?|json[c5]?|vue|svelte|astro|html?)$/i.test(file);
}
