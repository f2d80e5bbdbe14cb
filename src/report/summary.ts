/** Counts of a run, and the summary that people read on stderr. */
import type { Applicability, Finding, Severity } from '../finding.js';
import { joinSafe, redact, type SafeText, safe } from './safe-text.js';

export interface SummaryFiles {
  /** files looked at, with or without a v1 mark */
  readonly scanned: number;
  /** files that held a v1 mark and were parsed */
  readonly parsed: number;
  /** files that were changed, or would be */
  readonly changed: number;
}

export type Counts<K extends string> = Readonly<Record<K, number>>;

export interface ActionCounts extends Counts<Applicability> {
  readonly action: SafeText;
}

export interface Summary {
  readonly files: SummaryFiles & { readonly withFindings: number };
  readonly severity: Counts<Severity>;
  readonly applicability: Counts<Applicability>;
  /** sorted by name */
  readonly actions: readonly ActionCounts[];
  /** findings that are not counted above */
  readonly suppressed: Suppressed;
}

export interface Suppressed {
  /** by comments in the code */
  readonly comments: number;
  /** by the baseline */
  readonly baseline: number;
}

const NONE: Suppressed = { comments: 0, baseline: 0 };

export function summarise(findings: readonly Finding[], files: SummaryFiles, suppressed = NONE): Summary {
  const severity = { error: 0, warning: 0, note: 0 };
  const applicability = { safe: 0, review: 0, manual: 0 };
  const actions = new Map<string, Record<Applicability, number>>();
  for (const finding of findings) {
    severity[finding.severity] += 1;
    applicability[finding.applicability] += 1;
    if (finding.action === undefined) continue;
    const counts = actions.get(finding.action) ?? { safe: 0, review: 0, manual: 0 };
    counts[finding.applicability] += 1;
    actions.set(finding.action, counts);
  }
  return {
    files: { ...files, withFindings: new Set(findings.map((finding) => finding.file)).size },
    severity,
    applicability,
    actions: [...actions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([action, counts]) => ({ action: redact(action), ...counts })),
    suppressed,
  };
}

/** One line: what was found in how many files. */
export function countsLine(summary: Summary): SafeText {
  const { error, warning, note } = summary.severity;
  const notes = note > 0 ? safe`, ${plural(note, 'note')}` : safe``;
  const { withFindings, scanned } = summary.files;
  return safe`${plural(error, 'error')}, ${plural(warning, 'warning')}${notes} in ${withFindings} of ${plural(scanned, 'file')}`;
}

/**
 * The summary of a migration.
 * @param done whether the changes are written or would be
 * @param advice lines of the analysis for the reader: install command, engines, …
 */
export function migrationSummary(summary: Summary, done: 'written' | 'preview', advice: readonly string[]): SafeText {
  const { files, applicability } = summary;
  const changed = done === 'written' ? safe`changed` : safe`would change`;
  const lines = [
    safe`${plural(files.scanned, 'file')} scanned, ${files.withFindings} with findings, ${files.changed} ${changed}`,
    safe`${applicability.safe} safe, ${applicability.review} to review, ${applicability.manual} by hand`,
    ...actionLines(summary.actions),
    ...advice.map((line) => safe`note: ${redact(line)}`),
  ];
  return joinSafe(lines);
}

function actionLines(actions: readonly ActionCounts[]): readonly SafeText[] {
  if (actions.length === 0) return [];
  const width = Math.max(6, ...actions.map(({ action }) => action.length));
  const row = (cells: readonly (string | number)[]) =>
    `  ${String(cells[0]).padEnd(width)}${cells
      .slice(1)
      .map((cell) => String(cell).padStart(8))
      .join('')}` as SafeText;
  return [
    row(['action', 'safe', 'review', 'manual']),
    ...actions.map(({ action, safe: sure, review, manual }) => row([action, sure, review, manual])),
  ];
}

function plural(count: number, noun: string): SafeText {
  return `${count} ${noun}${count === 1 ? '' : 's'}` as SafeText;
}
