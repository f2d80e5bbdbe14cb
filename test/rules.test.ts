import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MARK_SEVERITIES } from '../src/find/marks/index.js';
import type { RuleId } from '../src/finding.js';
import { DEFAULT_MIGRATION, type MigrationOptions } from '../src/options.js';
import { analyse } from '../src/pipeline.js';
import { RULES } from '../src/report/rules.js';

const ENDPOINT = "'https://www.cloudflare.com/api_json.html'";
const post = (form: string) =>
  `require('request').post(${ENDPOINT}, { form: { ${form}, tkn: process.env.K, email: process.env.E, z: 'example.com' } });\n`;
const PURGE = post("a: 'fpurge_ts', v: 1");
const MINIFY = post("a: 'minify', v: 7");

const EXAMPLES: Partial<Record<RuleId, string>> = {
  'v1-call': PURGE,
  'removed-action': MINIFY,
  'needs-decision': post("a: 'rec_delete', id: 1234567"),
  'unknown-call': post('a: process.argv[2]'),
  'v1-package': "require('cloudflare-api');\n",
  'v1-endpoint': `exports.API = ${ENDPOINT};\n`,
  'v1-answer': 'exports.records = (data) => data.response.recs.objs;\n',
  'outdated-v4': "request.del('https://api.cloudflare.com/client/v4/zones/' + id + '/purge_cache');\n",
  'hardcoded-credential': "exports.cloudflareKey = '0123456789abcdef0123456789abcdef01234';\n",
  'stored-record-id': post("a: 'rec_delete', id: 1234567"),
  todo: '// TODO(cloudflare-v4): look at this\nrun();\n',
  'v1-mock': "require('nock')('https://www.cloudflare.com').post('/api_json.html').reply(200);\n",
  'parse-error': `const = ${ENDPOINT};\n`,
  'unused-suppression': '// cfv1-ignore-line -- old\n',
  'bare-suppression': `// cfv1-ignore-next-line\n${PURGE}`,
};

function run(text: string, more: Partial<MigrationOptions> = {}) {
  return analyse([{ file: 'x.js', text }], { manifests: {}, lockFile: null }, { ...DEFAULT_MIGRATION, ...more });
}
const rules = (text: string, more?: Partial<MigrationOptions>) => run(text, more).findings.map(({ rule }) => rule);

describe('every rule', () => {
  it.each(Object.entries(EXAMPLES))('%s is raised, at its severity', (rule, text) => {
    const found = run(text).findings.find((finding) => finding.rule === rule);
    expect(found?.severity).toBe(RULES[rule as RuleId].severity);
  });

  it('of the marks has the severity that is documented', () => {
    for (const [rule, severity] of Object.entries(MARK_SEVERITIES))
      expect(RULES[rule as RuleId].severity).toBe(severity);
  });

  it.each(Object.entries(EXAMPLES))('%s can be left out, or be the only one', (rule, text) => {
    expect(rules(text, { skip: [rule] })).not.toContain(rule);
    expect(new Set(rules(text, { only: [rule] }))).toEqual(new Set([rule]));
  });
});

describe('the selection', () => {
  it('leaves out the edits of what is left out', () => {
    expect(run(PURGE).changes).toHaveLength(1);
    expect(run(PURGE, { skip: ['v1-call'] })).toMatchObject({ findings: [], changes: [] });
    expect(run(PURGE, { only: ['v1-package'] })).toMatchObject({ findings: [], changes: [] });
  });

  it('writes no TODO for what is left out', () => {
    expect(run(MINIFY).changes[0]?.after).toContain('TODO(cloudflare-v4)');
    expect(run(MINIFY, { skip: ['removed-action'] }).changes).toEqual([]);
    expect(run(MINIFY, { actions: ['fpurge_ts'] }).changes).toEqual([]);
  });

  it('takes one action of two', () => {
    const { findings, changes } = run(PURGE + MINIFY, { actions: ['fpurge_ts'] });
    expect(findings.map(({ action }) => action)).toEqual(['fpurge_ts']);
    expect(changes[0]?.after).toContain("a: 'minify'");
    expect(changes[0]?.after).not.toContain("a: 'fpurge_ts'");
  });

  it('tells what cannot be parsed, whatever action is asked for', () => {
    expect(rules(EXAMPLES['parse-error'] ?? '', { actions: ['stats'] })).toEqual(['parse-error']);
  });
});

describe('what only looks like v1', () => {
  const folder = new URL('../fixtures/negatives/', import.meta.url);
  const cases = readdirSync(folder);

  it.each(cases)('%s', (name) => {
    const files = readdirSync(new URL(`${name}/`, folder));
    const read = (file: string) => readFileSync(new URL(`${name}/${file}`, folder), 'utf8').replace(/^\uFEFF/, '');
    const input = files.find((file) => file.startsWith('input.')) ?? '';
    const manifests: Record<string, string> = files.includes('package.json')
      ? { 'package.json': read('package.json') }
      : {};
    const sources = [{ file: input, text: read(input) }];
    expect(analyse(sources, { manifests, lockFile: null }, DEFAULT_MIGRATION)).toMatchObject({
      findings: [],
      changes: [],
    });
  });
});
