import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { lineHashes } from '../../src/report/line-hash.js';
import { buildReport } from '../../src/report/report.js';
import { RULE_IDS } from '../../src/report/rules.js';
import { sarif, uriOf } from '../../src/report/sarif.js';
import { emptyReport, exampleReport, FINDINGS, HOSTILE_NAME, hostileReport, migrationReport } from './example.js';

const schema = JSON.parse(readFileSync(new URL('schemas/sarif-2.1.0.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function parsed(text: string) {
  const value = JSON.parse(text);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
  return value.runs[0];
}

function suppressedReport(findings = FINDINGS) {
  const [first, second] = findings;
  const { sources, files } = exampleReport().basis.input;
  const suppressed = [
    { finding: first!, by: 'comment' },
    { finding: second!, by: 'baseline' },
  ] as const;
  return buildReport({ findings, sources, files, errors: [], quiet: false, suppressed });
}

describe('--format sarif', () => {
  it('holds to the schema of SARIF 2.1.0', () => {
    for (const report of [emptyReport(), exampleReport(), migrationReport(), hostileReport()]) parsed(sarif(report));
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  });

  it('holds to it with suppressed results too, which are of all results or of none', () => {
    const report = suppressedReport();
    const { results } = parsed(sarif(report));
    expect(results.every((one: object) => 'suppressions' in one)).toBe(true);
    expect(results.slice(-2).map((one: { suppressions: unknown }) => one.suppressions)).toEqual([
      [{ kind: 'inSource' }],
      [{ kind: 'external' }],
    ]);
    expect(parsed(sarif(report, FINDINGS.length)).results).toHaveLength(FINDINGS.length);
  });

  it('has what GitHub asks for in every rule and result', () => {
    const run = parsed(sarif(exampleReport()));
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(RULE_IDS);
    for (const rule of run.tool.driver.rules) {
      for (const text of [rule.shortDescription.text, rule.fullDescription.text, rule.help.text, rule.help.markdown]) {
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(1024);
      }
    }
    const [first] = run.results;
    expect(first).toMatchObject({
      ruleId: 'v1-call',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: "rec_new becomes dns.records.create. Check what callers do with it. See [the address is written here](1). See [form with tkn: '**********'](2).",
      },
      partialFingerprints: { 'cfv1/v1': 'one' },
    });
    expect(first.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/dns.ts', uriBaseId: 'SRCROOT' },
          region: {
            startLine: 3,
            startColumn: 7,
            endLine: 3,
            endColumn: 37,
            snippet: { text: 'request.post(V1_URL, { form })' },
          },
          contextRegion: {
            startLine: 1,
            startColumn: 1,
            endLine: 5,
            endColumn: 1,
            snippet: { text: expect.stringContaining("tkn: '**********'") },
          },
        },
      },
    ]);
    expect(run.results[2].locations[0].physicalLocation.artifactLocation.uri).toBe('test/%E2%80%AEdns.js');
  });

  it('offers the change of the file as a fix, with its first finding that moves', () => {
    const { results } = parsed(sarif(migrationReport()));
    expect(results.map(({ fixes }: { fixes?: unknown[] }) => fixes?.length ?? 0)).toEqual([1, 0, 0]);
    expect(results[0].fixes[0].artifactChanges).toEqual([
      {
        artifactLocation: { uri: 'src/dns.ts', uriBaseId: 'SRCROOT' },
        replacements: [
          {
            deletedRegion: { startLine: 3, startColumn: 1, endLine: 4, endColumn: 1 },
            insertedContent: { text: 'await cloudflare.dns.records.create(record);\n' },
          },
        ],
      },
    ]);
  });

  it('names files by URIs that say where they are', () => {
    expect(uriOf(HOSTILE_NAME)).toMatch(/^[\w%.~!*'()-]+(?:\/[\w%.~!*'()-]+)*$/);
    expect(decodeURIComponent(uriOf(HOSTILE_NAME))).toBe(HOSTILE_NAME);
    expect(uriOf('a b/\ud800.js')).toBe('a%20b/%EF%BF%BD.js');
  });

  it('tells of an incomplete run, and of results that GitHub would not take', () => {
    expect(parsed(sarif(emptyReport())).invocations[0]).toEqual({
      executionSuccessful: true,
      toolExecutionNotifications: [],
    });
    expect(parsed(sarif(hostileReport())).invocations[0].executionSuccessful).toBe(false);
    const run = JSON.parse(sarif(exampleReport(), 1)).runs[0];
    expect(run.results).toHaveLength(1);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toMatch(/^2 more results are left out/);
  });
});

/** Line ends of every kind, blanks, tabs, equal lines, what is not ASCII, and lines longer than the window. */
const HASHED = `const a = 1;\r\n\tconst a = 1;\n\n\nconst  b = 'é😀';\r${'x = x + 1; '.repeat(30)}\n${'x = x + 1; '.repeat(30)}\nlast\n`;

it('names lines as GitHub does', () => {
  expect(lineHashes(HASHED)).toEqual([
    'ee2333d433036259:1',
    '2f2af505e5860ecf:1',
    '42ec5d8d1f6c123:1',
    'a2a272505989581d:1',
    '895a5f96f1b92a04:1',
    'cd9f58075e615150:1',
    'cd9f58075e615150:2',
    '720e72ad00cc4d61:1',
    'c129715d7a2bc9a3:1',
  ]);
});

/** Where @microsoft/sarif-multitool-linux is unpacked; it is too large, and wants an install script, to be asked for. */
const MULTITOOL = process.env.SARIF_MULTITOOL ?? '';

describe.skipIf(!existsSync(MULTITOOL))('Microsoft`s validator (SARIF_MULTITOOL names no folder)', () => {
  const run = (args: string[]) =>
    spawnSync(join(MULTITOOL, 'Sarif.Multitool'), args, {
      encoding: 'utf8',
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
    });

  const inFolder = (test: (folder: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'cfv1-sarif-'));
    try {
      test(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('has nothing to say by its own rules and those of GitHub', () => {
    inFolder((folder) => {
      const placed = { findings: FINDINGS.slice(0, 2) };
      const suppressed = suppressedReport(FINDINGS.slice(0, 2));
      const reports = { migration: migrationReport(placed), hostile: hostileReport(), suppressed };
      for (const [name, report] of Object.entries(reports)) {
        const [file, log] = [join(folder, `${name}.sarif`), join(folder, `${name}-log.sarif`)];
        // it would ask whether the pages of links exist: nothing here goes over the network
        writeFileSync(file, sarif(report).replaceAll('https://developers.cloudflare.com', 'http://127.0.0.1:9'));
        run(['validate', file, '--rule-kind', 'Sarif;Ghas', '-o', log]);
        const { results } = JSON.parse(readFileSync(log, 'utf8')).runs[0];
        expect(results.map((one: { ruleId: string; message: unknown }) => [one.ruleId, one.message])).toEqual([]);
      }
    });
  }, 600_000);

  it('computes the same hash of each line', () => {
    inFolder((folder) => {
      const lines = HASHED.split(/\r\n|\r|\n/);
      const results = lines.map((_line, index) => ({
        message: { text: 'x' },
        locations: [
          { physicalLocation: { artifactLocation: { uri: 'a.js', uriBaseId: 'S' }, region: { startLine: index + 1 } } },
        ],
      }));
      const tool = { driver: { name: 'x' } };
      const originalUriBaseIds = { S: { uri: `${pathToFileURL(folder)}/` } };
      const [file, out] = [join(folder, 'in.sarif'), join(folder, 'out.sarif')];
      writeFileSync(join(folder, 'a.js'), HASHED);
      writeFileSync(file, JSON.stringify({ version: '2.1.0', runs: [{ tool, originalUriBaseIds, results }] }));
      run(['rewrite', file, '--insert', 'RollingHashPartialFingerprints', '-o', out]);
      const rewritten = JSON.parse(readFileSync(out, 'utf8')).runs[0].results;
      const hashes = rewritten.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) =>
          partialFingerprints.primaryLocationLineHash,
      );
      expect(lineHashes(HASHED)).toEqual(hashes);
    });
  });
});
