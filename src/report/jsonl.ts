/** `--format jsonl`: one JSON object a line, each with a `type`; findings are as `--format json` has them. */
import { jsonFinding, SCHEMA_VERSION } from './json.js';
import { machineJson } from './machine-json.js';
import type { Report } from './report.js';
import { TOOL } from './version.js';

/** @returns the lines, each with a line end: `begin`, every `finding`, every `error`, `summary` */
export function jsonl(report: Report): string {
  const lines = [
    { type: 'begin', schemaVersion: SCHEMA_VERSION, tool: TOOL },
    ...report.findings.map((finding) => ({ type: 'finding', ...jsonFinding(finding) })),
    ...report.errors.map((error) => ({ type: 'error', ...error })),
    { type: 'summary', ...report.summary },
  ];
  return lines.map((line) => `${machineJson(line, 0)}\n`).join('');
}
