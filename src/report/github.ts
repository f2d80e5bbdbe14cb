/** `--format github`: workflow commands that GitHub shows as annotations, as many as it takes. */
import type { Severity } from '../finding.js';
import { ruleOf } from './compact.js';
import type { Report, ReportFinding } from './report.js';
import { escapeControls } from './safe-text.js';

const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };
/** What GitHub shows of one step, of each kind. */
const MOST_OF_A_KIND = 10;
const TITLE = 'Cloudflare API v1';

/** @returns one line a finding, errors first, and a line that tells how many more there are */
export function github(report: Report): string {
  const lines: string[] = [];
  let left = 0;
  for (const severity of ['error', 'warning', 'note'] as const) {
    const all = report.findings.filter((finding) => finding.severity === severity);
    // the last place of errors goes to what tells that the run is incomplete
    const most = severity === 'error' && report.errors.length > 0 ? MOST_OF_A_KIND - 1 : MOST_OF_A_KIND;
    lines.push(...all.slice(0, most).map(annotation));
    left += Math.max(0, all.length - most);
  }
  if (report.errors.length > 0) {
    const [first] = report.errors;
    const text = `the run is incomplete, ${report.errors.length} errors; the first: ${first?.message ?? ''}`;
    lines.push(`::error${properties({ title: TITLE })}::${data(text)}`);
  }
  // not a command: it would take the place of an annotation
  if (left > 0) lines.push(`and ${left} more; the report has them all`);
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(finding: ReportFinding): string {
  const { file, range, severity, message, help } = finding;
  // columns are those of one line alone
  const columns: Record<string, number> =
    range.start.line === range.end.line ? { col: range.start.column, endColumn: Math.max(range.end.column, 1) } : {};
  const place = { file: fileName(file), line: range.start.line, endLine: range.end.line, ...columns };
  return `::${COMMAND[severity]}${properties({ ...place, title: ruleOf(finding) })}::${data(`${message}. ${help}`)}`;
}

/** The true name, as far as a log can bear it. */
function fileName(file: string): string {
  return file.replace(/[^\r\n]+/g, escapeControls);
}

function properties(values: Readonly<Record<string, string | number>>): string {
  const shown = Object.entries(values).map(([name, value]) => `${name}=${property(String(value))}`);
  return ` ${shown.join(',')}`;
}

/** The runner decodes these again; it looks for `##[` anywhere in a line. */
function data(text: string): string {
  const shown = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return shown.replaceAll('##[', '#\\u0023[');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
