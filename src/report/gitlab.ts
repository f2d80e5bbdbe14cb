/** `--format gitlab`: GitLab's Code Quality report. */
import type { Severity } from '../finding.js';
import { ruleOf } from './compact.js';
import { machineJson } from './machine-json.js';
import type { Report } from './report.js';

const SEVERITY: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', note: 'info' };

/** @returns a JSON array, empty where there is nothing to say, with a line end */
export function gitlab(report: Report): string {
  const seen = new Map<string, number>();
  const issues = report.findings.map((finding) => ({
    description: `${finding.message}. ${finding.help}`,
    check_name: ruleOf(finding),
    fingerprint: distinct(finding.fingerprint, seen),
    severity: SEVERITY[finding.severity],
    location: { path: finding.file, lines: { begin: finding.range.start.line, end: finding.range.end.line } },
  }));
  return `${machineJson(issues)}\n`;
}

/** GitLab shows one of those with equal fingerprints. */
function distinct(fingerprint: string, seen: Map<string, number>): string {
  const count = seen.get(fingerprint) ?? 0;
  seen.set(fingerprint, count + 1);
  return count === 0 ? fingerprint : `${fingerprint}-${count}`;
}
