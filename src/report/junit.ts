/** `--format junit`: errors are failed tests, warnings and notes are skipped ones. */
import { ruleOf } from './compact.js';
import type { Report, ReportFinding, RunError } from './report.js';
import { TOOL } from './version.js';
import { xmlAttributes, xmlText } from './xml.js';

/** @returns an XML document with a line end; one passed test where there is nothing to say */
export function junit(report: Report): string {
  const { findings, errors } = report;
  const failed = findings.filter(({ severity }) => severity === 'error').length;
  const skipped = findings.length - failed;
  const cases = [...findings.map(findingCase), ...errors.map(errorCase)];
  const counts = { tests: Math.max(1, cases.length), failures: failed, errors: errors.length };
  const name = TOOL.name;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name, ...counts })}>`,
    `  <testsuite${xmlAttributes({ name, ...counts, skipped })}>`,
    ...(cases.length > 0 ? cases : [`    <testcase${xmlAttributes({ classname: name, name: 'no use of API v1' })}/>`]),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** Of tests with equal names GitLab keeps the first alone: the place is part of the name. */
function findingCase(finding: ReportFinding): string {
  const { file, message, severity, applicability, why, help, docs } = finding;
  const { line, column } = finding.range.start;
  const attributes = { classname: file, name: `${ruleOf(finding)} ${line}:${column}`, file, line };
  const text = [`${file}:${line}:${column} [${applicability}]`, message, `why: ${why}`, `help: ${help}`, docs];
  const result =
    severity === 'error'
      ? `<failure${xmlAttributes({ type: finding.rule, message })}>${xmlText(text.join('\n'))}</failure>`
      : `<skipped${xmlAttributes({ message: `${severity}: ${message}` })}/>`;
  return `    <testcase${xmlAttributes(attributes)}>${result}</testcase>`;
}

function errorCase({ file, message }: RunError, index: number): string {
  const attributes = { classname: file ?? TOOL.name, name: `incomplete run ${index + 1}` };
  return `    <testcase${xmlAttributes(attributes)}><error${xmlAttributes({ type: 'incomplete', message })}/></testcase>`;
}
