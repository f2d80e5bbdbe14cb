/** `--format summary`: the counts of a run and nothing else, by severity, rule, action and applicability. */
import type { Report, ReportFinding } from './report.js';
import { escapeControls, joinSafe, type SafeText, safe } from './safe-text.js';
import { countsLine } from './summary.js';
import { tally } from './tally.js';

const APPLICABILITIES = ['safe', 'review', 'manual'] as const;

/** @returns text with a line end */
export function totals(report: Report): SafeText {
  const { summary, baseline, errors } = report;
  const { safe: sure, review, manual } = summary.applicability;
  const lines = [countsLine(summary), safe`${sure} safe, ${review} to review, ${manual} by hand`];
  if (baseline) {
    lines.push(safe`baseline: ${baseline.accepted} accepted, ${baseline.gone} of them gone, ${baseline.fresh} new`);
  }
  if (errors.length > 0) lines.push(safe`incomplete: ${errors.length} errors`);
  lines.push(...table('rule', report.findings, ({ rule }) => rule));
  lines.push(...table('action', report.findings, ({ action }) => action));
  lines.push(...table('file', report.findings, ({ file }) => file));
  return safe`${joinSafe(lines)}\n`;
}

function table(
  title: string,
  findings: readonly ReportFinding[],
  keyOf: (finding: ReportFinding) => string | null,
): readonly SafeText[] {
  const rows = tally(findings, keyOf).map(({ name, counts, all }) => [
    // a file's name comes as it is, the others are safe already
    escapeControls(name),
    ...[...APPLICABILITIES.map((one) => counts[one]), all].map(String),
  ]);
  if (rows.length === 0) return [];
  const head = [title, ...APPLICABILITIES, 'all'];
  const width = Math.max(...[head, ...rows].map(([name = '']) => name.length));
  return ['', ...[head, ...rows].map(([name = '', ...cells]) => line(name, cells, width))] as SafeText[];
}

function line(name: string, cells: readonly string[], width: number): string {
  return `${name.padEnd(width)}${cells.map((cell) => cell.padStart(8)).join('')}`;
}
