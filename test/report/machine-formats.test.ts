import { spawnSync } from 'node:child_process';
import { validate as validateRdjson } from '@umbrelladocs/rdformat-validator';
import { Ajv } from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { quietCommands } from '../../src/report/build-log.js';
import { compact } from '../../src/report/compact.js';
import { github } from '../../src/report/github.js';
import { gitlab } from '../../src/report/gitlab.js';
import { json } from '../../src/report/json.js';
import { jsonl } from '../../src/report/jsonl.js';
import { junit } from '../../src/report/junit.js';
import { rdjson } from '../../src/report/rdjson.js';
import { sarif } from '../../src/report/sarif.js';
import { stepSummary } from '../../src/report/step-summary.js';
import { totals } from '../../src/report/totals.js';
import { emptyReport, exampleReport, FINDINGS, HOSTILE_NAME, hostileReport, migrationReport } from './example.js';

const REPORTS = {
  empty: emptyReport(),
  example: exampleReport(),
  migration: migrationReport(),
  hostile: hostileReport(),
};
const FORMS = { compact, github, gitlab, json, jsonl, junit, rdjson, sarif, totals };

describe.each(Object.entries(FORMS))('%s', (name, form) => {
  it.each(
    Object.entries(REPORTS),
  )('of the %s report holds no credential and nothing that a terminal acts on', (_, report) => {
    const text = form(report);
    expect(text).not.toMatch(/canary/);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(form(report)).toBe(text);
  });

  // the others are made so when they are printed into one
  it.skipIf(['compact', 'totals'].includes(name))('is no command of a build log where it is hostile', () => {
    expect(form(REPORTS.hostile)).not.toContain('##[');
  });
});

describe('--format compact', () => {
  it('is one line a finding', () => {
    expect(compact(exampleReport({ findings: FINDINGS.slice(0, 2) }))).toBe(
      'src/dns.ts:3:7: error v1-call/error-leaves [review] rec_new becomes dns.records.create\n' +
        'src/dns.ts:4:1: error removed-action/threat-score-ended [manual] ip_lkup has no v4 counterpart, threat scores ended with v1\n',
    );
    expect(compact(emptyReport())).toBe('');
    expect(compact(hostileReport()).trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('--format jsonl', () => {
  it('is one object a line, between a begin and a summary', () => {
    const lines = jsonl(hostileReport())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ type }) => type)).toEqual(['begin', 'finding', 'finding', 'error', 'summary']);
    expect(lines[1].file).toBe(HOSTILE_NAME);
    const { findings } = JSON.parse(json(hostileReport()));
    expect([lines[1], lines[2]]).toEqual(findings.map((finding: object) => ({ type: 'finding', ...finding })));
    expect(lines[4]).toMatchObject({ severity: { error: 1, warning: 1, note: 0 } });
  });
});

describe('--format summary', () => {
  it('counts by rule, action and file', () => {
    expect(
      totals(exampleReport({ findings: FINDINGS.slice(0, 2), baseline: { accepted: 5, gone: 3, fresh: 1 } })),
    ).toBe(
      `2 errors, 0 warnings in 1 of 9 files
0 safe, 1 to review, 1 by hand
baseline: 5 accepted, 3 of them gone, 1 new

rule              safe  review  manual     all
removed-action       0       0       1       1
v1-call              0       1       0       1

action     safe  review  manual     all
ip_lkup       0       0       1       1
rec_new       0       1       0       1

file          safe  review  manual     all
src/dns.ts       0       1       1       2
`,
    );
    expect(totals(emptyReport())).toBe('0 errors, 0 warnings in 0 of 9 files\n0 safe, 0 to review, 0 by hand\n');
  });
});

/** As the runner reads a line: a command at its start (blanks before it do not matter), or `##[` anywhere. */
function commands(text: string) {
  return text.split('\n').flatMap((line) => {
    const [, name = '', properties = '', data = ''] = /^\s*::(\w+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
    if (name === '') return line.includes('##[') ? [{ name: '##[', data: line, properties: {} }] : [];
    const decode = (value: string) =>
      value.replace(/%(0D|0A|3A|2C|25)/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    const pairs = properties.split(',').map((pair) => pair.split('=') as [string, string]);
    return [
      {
        name,
        data: decode(data),
        properties: Object.fromEntries(pairs.map(([key, value]) => [key, decode(value)])),
      },
    ];
  });
}

describe('--format github', () => {
  it('is one annotation a finding', () => {
    expect(github(exampleReport({ findings: FINDINGS.slice(0, 1) }))).toBe(
      '::error file=src/dns.ts,line=3,endLine=3,col=7,endColumn=37,title=v1-call/error-leaves::rec_new becomes dns.records.create. Check what callers do with it.\n',
    );
    expect(commands(github(exampleReport())).map(({ name }) => name)).toEqual(['error', 'error', 'notice']);
    expect(github(emptyReport())).toBe('');
  });

  it('says what it says through any name and text, and nothing else', () => {
    const [first, second, last, ...others] = commands(github(hostileReport()));
    expect(others).toEqual([]);
    expect([first?.name, second?.name, last?.name]).toEqual(['error', 'warning', 'error']);
    expect(first?.properties.file).toBe(
      HOSTILE_NAME.replace('\u001b', '\\u001b').replace('\u202e', '\\u202e').replace('##[', '#\\u0023['),
    );
    expect(first?.properties.line).toBe('1');
    expect(first?.data).toContain('%25');
  });

  it('keeps to what GitHub shows of a step, errors first, and tells how many more there are', () => {
    const findings = Array.from({ length: 27 }, (_one, index) => ({
      ...FINDINGS[0]!,
      severity: index < 15 ? ('warning' as const) : ('error' as const),
    }));
    const text = github(exampleReport({ findings }));
    const names = commands(text).map(({ name }) => name);
    expect(names).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning')]);
    expect(text).toMatch(/\nand 7 more; the report has them all\n$/);
  });

  it('leaves no command in other texts of a build log', () => {
    const text = quietCommands('::error::x\n  ::stop-commands::y\na ##[group] b\n::: c :: d\n');
    expect(commands(text)).toEqual([]);
    expect(text).toContain('a #\\u0023[group] b');
    expect(quietCommands('src/a.js:1:2: error\nstd::vector')).toBe('src/a.js:1:2: error\nstd::vector');
  });
});

describe('the step summary of GitHub', () => {
  it('is cut at a line end, and says so', () => {
    const all = stepSummary(hostileReport());
    expect(all).not.toContain('is cut here');
    const cut = stepSummary(hostileReport(), 200);
    expect(cut).toMatch(/\nThe summary is cut here: it is longer than GitHub takes\.\n$/);
    const [kept = ''] = cut.split('\n\nThe summary is cut');
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(200);
    expect(all.startsWith(kept)).toBe(true);
  });
});

describe('--format gitlab', () => {
  const isReport = new Ajv().compile({
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', minLength: 1 },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          additionalProperties: false,
          required: ['path', 'lines'],
          properties: {
            path: { type: 'string', not: { pattern: '^\\.?/' } },
            lines: {
              type: 'object',
              additionalProperties: false,
              required: ['begin'],
              properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } },
            },
          },
        },
      },
    },
  });

  it('is what GitLab documents, with a fingerprint for each finding', () => {
    for (const report of Object.values(REPORTS)) {
      const issues = JSON.parse(gitlab(report));
      expect(isReport(issues), JSON.stringify(isReport.errors)).toBe(true);
      const prints = issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
      expect(new Set(prints).size).toBe(report.findings.length);
    }
    expect(gitlab(emptyReport())).toBe('[]\n');
    expect(JSON.parse(gitlab(hostileReport()))[0].location.path).toBe(HOSTILE_NAME);
  });
});

const XMLLINT = spawnSync('xmllint', ['--version']).status === 0;

describe('--format junit', () => {
  const cases = (text: string) => {
    expect(XMLValidator.validate(text)).toBe(true);
    const suites = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'testcase',
    }).parse(text).testsuites;
    expect(suites.testsuite.tests).toBe(suites.tests);
    expect(Number(suites.tests)).toBe(suites.testsuite.testcase.length);
    return suites.testsuite.testcase;
  };

  it.skipIf(!XMLLINT)('is XML to xmllint (skipped where there is none)', () => {
    for (const report of Object.values(REPORTS)) {
      const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], { input: junit(report), encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
  });

  it('has a failed test for each error, a skipped one for each other finding, and one that passes for none', () => {
    const [first, second, third] = cases(junit(exampleReport()));
    expect(first).toMatchObject({
      classname: 'src/dns.ts',
      name: 'v1-call/error-leaves 3:7',
      file: 'src/dns.ts',
      line: '3',
    });
    expect(first.failure).toMatchObject({ type: 'v1-call', message: 'rec_new becomes dns.records.create' });
    expect(second.failure).toBeDefined();
    expect(third.skipped).toBeDefined();
    expect(cases(junit(emptyReport()))).toEqual([{ classname: 'cloudflare-v1-codemod', name: 'no use of API v1' }]);
  });

  it('gives every test a name of its own, and an error to what made the run incomplete', () => {
    const all = cases(junit(hostileReport()));
    const names = all.map(({ classname, name }: { classname: string; name: string }) => `${classname} ${name}`);
    expect(new Set(names).size).toBe(3);
    expect(all[2].error.message).toContain('cannot be read');
  });
});

describe('--format rdjson', () => {
  it('is what reviewdog reads', async () => {
    for (const report of Object.values(REPORTS)) {
      const result = await validateRdjson(JSON.parse(rdjson(report)));
      expect({ valid: result.valid, errors: result.errors }).toEqual({ valid: true, errors: [] });
    }
    expect((await validateRdjson({ diagnostics: [{ location: {} }] })).valid).toBe(false);
  });

  it('counts columns in bytes', () => {
    const [first] = JSON.parse(rdjson(hostileReport())).diagnostics;
    expect(first.location.path).toBe(HOSTILE_NAME);
    // two bytes and four where UTF-16 has one unit and two
    expect(first.location.range).toEqual({ start: { line: 1, column: 11 }, end: { line: 1, column: 38 } });
  });

  it('suggests the change of a file with its first finding that moves', () => {
    const { diagnostics } = JSON.parse(rdjson(migrationReport()));
    expect(diagnostics[0].suggestions).toEqual([
      {
        range: { start: { line: 3, column: 1 }, end: { line: 4, column: 1 } },
        text: 'await cloudflare.dns.records.create(record);\n',
      },
    ]);
    expect(diagnostics[1]).not.toHaveProperty('suggestions');
  });
});
