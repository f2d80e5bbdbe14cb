/** Findings for people: place and rule, the lines around it, why it matters, what to do. */
import type { Applicability, Severity } from '../finding.js';
import type { Paint, Style } from './colour.js';
import type { Report, ReportFinding, ReportPlace } from './report.js';
import { WRITTEN_RULES } from './rules.js';
import { joinSafe, type SafeText, safe, showPath } from './safe-text.js';

export interface PrettyOptions {
  /** columns of the terminal; below 60 the code frame is left out */
  readonly width: number;
  readonly paint: Paint;
}

const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', note: 'blue' };

const FIX: Readonly<Record<Applicability, SafeText | null>> = {
  safe: safe`safe, cfv1 migrate --write or cfv1 lint --fix writes it`,
  review: safe`to review, cfv1 migrate --write writes it and leaves a TODO`,
  manual: null,
};

/** @returns the findings as text, with a line end after the last; empty where there is nothing to say */
export function pretty(report: Report, options: PrettyOptions): SafeText {
  if (report.findings.length === 0) return safe``;
  return joinSafe(report.findings.map((finding) => safe`${prettyFinding(finding, options)}\n`));
}

/** One finding; no line end after it. */
export function prettyFinding(finding: ReportFinding, { width, paint }: PrettyOptions): SafeText {
  const severity = paint(SEVERITY_STYLE[finding.severity], finding.severity as string as SafeText);
  const rule = finding.reason
    ? safe`${finding.rule as string as SafeText}/${finding.reason}`
    : (finding.rule as string as SafeText);
  const lines = [
    safe`${paint('bold', at(finding))}  ${severity}  ${rule}  [${finding.applicability as string as SafeText}]`,
    safe`  ${finding.message}`,
  ];
  const frame = finding.frame(width);
  if (frame) lines.push(safe``, frame);
  lines.push(...finding.related.map((place) => safe`  at ${at(place)}  ${place.message}`), safe``);
  lines.push(...field(paint, safe`why`, finding.why));
  const fix = WRITTEN_RULES.has(finding.rule) ? FIX[finding.applicability] : null;
  if (fix) lines.push(...field(paint, safe`fix`, finding.target ? safe`${finding.target}: ${fix}` : fix));
  if (!fix || finding.reason) lines.push(...field(paint, safe`help`, finding.help));
  lines.push(...field(paint, safe`docs`, finding.docs));
  return joinSafe(lines);
}

/** `file:line:column`, which terminals link. */
export function at(place: ReportPlace): SafeText {
  return safe`${showPath(place.file)}:${place.range.start.line}:${place.range.start.column}`;
}

function field(paint: Paint, name: SafeText, text: SafeText): readonly SafeText[] {
  return [safe`  ${paint('cyan', `${name}:`.padEnd(6) as SafeText)} ${text}`];
}
