/** `--format compact`: one line a finding, for grep, editors and problem matchers. */
import { at } from './pretty.js';
import type { Report, ReportFinding } from './report.js';
import { joinSafe, type SafeText, safe } from './safe-text.js';

/** @returns `file:line:column: severity rule/reason [applicability] message` lines, each with a line end */
export function compact(report: Report): SafeText {
  return joinSafe(
    report.findings.map((finding) => safe`${compactLine(finding)}\n`),
    '',
  );
}

function compactLine(finding: ReportFinding): SafeText {
  const { severity, applicability, message } = finding;
  return `${at(finding)}: ${severity} ${ruleOf(finding)} [${applicability}] ${message}` as SafeText;
}

/** `v1-call/error-leaves`, or the rule alone where it says it all. */
export function ruleOf({ rule, reason }: Pick<ReportFinding, 'rule' | 'reason'>): SafeText {
  return (reason === null ? rule : `${rule}/${reason}`) as SafeText;
}
