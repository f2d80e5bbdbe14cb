/** `--format json`: the contract is schema/report.json. */
import type { Report, ReportFinding, ReportPlace } from './report.js';
import { TOOL } from './version.js';

/** @returns the report as JSON text, with a line end; lines and columns from 1, columns in UTF-16 units */
export function json(report: Report): string {
  const value = {
    schemaVersion: 1,
    tool: TOOL,
    summary: report.summary,
    findings: report.findings.map(jsonFinding),
    errors: report.errors,
  };
  // what JSON leaves as it is (direction marks, C1) is escaped too: JSON takes \uXXXX, one for each UTF-16 unit
  const text = JSON.stringify(value, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (found) =>
    found.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
  return `${text}\n`;
}

function jsonFinding(finding: ReportFinding) {
  const { rule, severity, applicability, reason, message, help, docs, action, target, fingerprint } = finding;
  return {
    rule,
    severity,
    applicability,
    reason,
    message,
    help,
    docs,
    ...jsonPlace(finding),
    action,
    ...(target === null ? {} : { target }),
    related: finding.related.map((place) => ({ ...jsonPlace(place), message: place.message })),
    fingerprint,
  };
}

function jsonPlace({ file, range }: ReportPlace) {
  return { file, range };
}
