/** Reports of very many findings (LONG=1): whole, within limits, and in time. */
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { github } from '../../src/report/github.js';
import { gitlab } from '../../src/report/gitlab.js';
import { html } from '../../src/report/html.js';
import { jsonl } from '../../src/report/jsonl.js';
import { junit } from '../../src/report/junit.js';
import { rdjson } from '../../src/report/rdjson.js';
import { sarif } from '../../src/report/sarif.js';
import { stepSummary } from '../../src/report/step-summary.js';
import { exampleReport, FINDINGS } from './example.js';

const MANY = 25_001;

describe.runIf(process.env.LONG)(`${MANY} findings`, () => {
  const findings = Array.from({ length: MANY }, (_one, index) => ({
    ...FINDINGS[0]!,
    file: `src/folder-${index % 97}/file-${index}.ts`,
    fingerprint: String(index),
  }));
  const report = exampleReport({ findings });

  it('are all in the formats without a limit', () => {
    expect(jsonl(report).trimEnd().split('\n')).toHaveLength(MANY + 2);
    expect(JSON.parse(gitlab(report))).toHaveLength(MANY);
    expect(JSON.parse(rdjson(report)).diagnostics).toHaveLength(MANY);
    const xml = junit(report);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml.match(/<testcase /g)).toHaveLength(MANY);
    expect(html(report).match(/class="finding"/g)).toHaveLength(MANY);
  });

  it('keep to the limits of GitHub', () => {
    const { results, invocations } = JSON.parse(sarif(report)).runs[0];
    expect(results).toHaveLength(25_000);
    expect(invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^1 more results are left out/);
    expect(github(report).match(/^::error/gm)).toHaveLength(10);
    expect(github(report)).toContain(`and ${MANY - 10} more`);
    expect(Buffer.byteLength(stepSummary(report))).toBeLessThan(1024 * 1024);
  });
});
