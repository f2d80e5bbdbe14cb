import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.js';
import { RULE_IDS } from '../../src/report/rules.js';
import { exampleReport } from './example.js';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8'));
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

function parsed(text: string) {
  const value = JSON.parse(text);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
  return value;
}

describe('--format json', () => {
  it('holds to its schema, with and without findings', () => {
    parsed(json(exampleReport({ findings: [] })));
    parsed(json(exampleReport({ errors: [{ file: null, message: 'src: EACCES' }] })));
  });

  it('says what the contract says', () => {
    const value = parsed(json(exampleReport()));
    expect(value.schemaVersion).toBe(1);
    expect(value.tool).toEqual({ name: 'cloudflare-v1-codemod', version: manifest.version });
    expect(value.findings[0]).toEqual({
      rule: 'v1-call',
      severity: 'error',
      applicability: 'review',
      reason: 'error-leaves',
      message: 'rec_new becomes dns.records.create',
      help: 'Check what callers do with it.',
      docs: 'cfv1 explain v1-call',
      file: 'src/dns.ts',
      range: { start: { line: 3, column: 7 }, end: { line: 3, column: 37 } },
      action: 'rec_new',
      target: 'dns.records.create',
      related: [
        {
          file: 'src/config.ts',
          range: { start: { line: 1, column: 18 }, end: { line: 1, column: 24 } },
          message: 'the address is written here',
        },
        {
          file: 'src/dns.ts',
          range: { start: { line: 1, column: 14 }, end: { line: 1, column: 17 } },
          message: "form with tkn: '**********'",
        },
      ],
      fingerprint: 'one',
    });
    expect(value.summary.actions).toEqual([
      { action: 'ip_lkup', safe: 0, review: 0, manual: 1 },
      { action: 'rec_new', safe: 0, review: 1, manual: 0 },
    ]);
  });

  it('holds no character that a terminal acts on, and the true name of the file', () => {
    const text = json(exampleReport());
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(text).findings[2].file).toBe('test/\u202edns.js');
  });

  it('names every rule in the schema', () => {
    expect(schema.definitions.finding.properties.rule.enum).toEqual(RULE_IDS);
  });
});
