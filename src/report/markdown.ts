/** `--format markdown`: the report of a migration, for an issue, a pull request or a wiki. */
import { mdCode, mdFile, mdTable, mdText } from './md.js';
import { type Migration, migrationOf } from './migration.js';
import { bySubject, DONE_WORDS, groups, isToReview, progressText, type Subject } from './migration-words.js';
import type { Report, ReportFinding } from './report.js';
import { countsLine } from './summary.js';
import { TOOL } from './version.js';

/** Places of one reason that are listed; the others are counted. */
const MOST_PLACES = 50;

/** @returns Markdown as GitHub and GitLab read it, with a line end */
export function markdown(report: Report): string {
  const migration = migrationOf(report);
  const { moved, left, advice } = migration;
  const words = DONE_WORDS[migration.done];
  const errors = report.errors.map(
    ({ file, message }) => `${file === null ? '' : `${mdFile(file)}: `}${mdText(message)}`,
  );
  const parts = [
    '# Cloudflare API v1 to v4',
    `${mdText(countsLine(report.summary))}.`,
    totals(migration),
    ...(report.baseline ? [mdText(progressText(report.baseline))] : []),
    ...subjects('By action', 'action', migration, ({ action }) => action, mdCode),
    ...subjects('By file', 'file', migration, ({ file }) => file, mdFile),
    ...reasons(words.review, moved.filter(isToReview)),
    ...reasons(words.left, left),
    ...list('Next', advice.map(mdText)),
    ...list('The run is incomplete', errors),
    `${TOOL.name} ${TOOL.version}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function totals({ done, moved, left, changes }: Migration): string {
  const words = DONE_WORDS[done];
  const review = moved.filter(isToReview).length;
  const rows = [
    [words.movedSafe, moved.length - review],
    [words.movedReview, review],
    [words.leftTotal, left.length],
    [words.files, changes.length],
  ];
  return mdTable(
    ['', '>count'],
    rows.map((row) => row.map(String)),
  );
}

function subjects(
  title: string,
  head: string,
  migration: Migration,
  keyOf: (finding: ReportFinding) => string | null,
  show: (name: string) => string,
): readonly string[] {
  const rows = bySubject(migration, keyOf);
  if (rows.length === 0) return [];
  const { movedSafe, movedReview, leftTotal } = DONE_WORDS[migration.done];
  const cells = ({ name, safe, review, left }: Subject) => [show(name), ...[safe, review, left].map(String)];
  return [`## ${title}`, mdTable([head, `>${movedSafe}`, `>${movedReview}`, `>${leftTotal}`], rows.map(cells))];
}

function reasons(title: string, findings: readonly ReportFinding[]): readonly string[] {
  if (findings.length === 0) return [];
  const parts = groups(findings).map((group) => {
    const shown = group.findings.slice(0, MOST_PLACES);
    const more = group.findings.length - shown.length;
    const same = group.findings.every(({ message }) => message === group.title);
    const places = shown.map((finding) => `- ${same ? place(finding) : `${at(finding)} ${mdText(finding.message)}`}`);
    return [
      `### ${mdText(group.title)} (${group.findings.length})`,
      `${mdText(group.help)} ${mdCode(`cfv1 explain ${group.id}`)}`,
      [...places, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
    ].join('\n\n');
  });
  return [`## ${title} (${findings.length})`, ...parts];
}

function place(finding: ReportFinding): string {
  return `${at(finding)}${finding.action === null ? '' : ` ${mdCode(finding.action)}`}`;
}

function at({ file, range }: ReportFinding): string {
  return mdFile(`${file}:${range.start.line}`);
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
}
