/** `--format json`: the contract is schema/report.json. */
import { machineJson } from './machine-json.js';
import type { Report, ReportFinding, ReportPlace } from './report.js';
import { TOOL } from './version.js';

export const SCHEMA_VERSION = 1;

/** @returns the report as JSON text, with a line end; lines and columns from 1, columns in UTF-16 units */
export function json(report: Report): string {
  const value = {
    schemaVersion: SCHEMA_VERSION,
    tool: TOOL,
    summary: report.summary,
    findings: report.findings.map(jsonFinding),
    errors: report.errors,
  };
  return `${machineJson(value)}\n`;
}

/** A finding as the schema has it. */
export function jsonFinding(finding: ReportFinding) {
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
