import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inShard } from '../../src/cli/divided.js';
import { tempTree } from '../workspace/temp-tree.js';
import { runCli } from './fake-streams.js';

const CALL = (name: string, action: string) =>
  `const request = require('request');\nmodule.exports = function ${name}(done) {\n  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: { a: '${action}', tkn: process.env.K, email: process.env.E, z: 'example.com', v: 1 } }, done);\n};\n`;

/** One file knows the address, another one what is asked. */
const TREE = {
  'a/send.js':
    "const request = require('request');\nmodule.exports = function send(a, form, done) {\n  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: { a: a, tkn: process.env.K, email: process.env.E, ...form } }, done);\n};\n",
  'b/purge.js': CALL('purge', 'fpurge_ts'),
  'c/develop.js': CALL('develop', 'devmode'),
  'd/caller.js': "const send = require('../a/send');\nsend('rec_load_all', { z: 'example.com' }, function () {});\n",
  'e/clean.js': 'module.exports = 1;\n'.repeat(30),
};

const places = (report: { findings: { file: string; rule: string; action: string | null }[] }) =>
  report.findings.map(({ file, rule, action }) => `${file} ${rule} ${action}`);

describe('--shard', () => {
  it('gives every file to one part, the same each time, of about the same size', () => {
    const files = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1 }), size: fc.nat(5000) }), {
      selector: ({ name }) => name,
      maxLength: 60,
    });
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 9 }), (given, count) => {
        const sizes = new Map(given.map(({ name, size }) => [name, size]));
        const part = (names: readonly string[], index: number) =>
          inShard(names, { index, count }, (name) => sizes.get(name) ?? 0);
        const names = [...sizes.keys()];
        const parts = Array.from({ length: count }, (_, at) => part(names, at + 1));
        expect(parts.flat().sort()).toEqual([...names].sort());
        expect(part([...names].reverse(), 1)).toEqual(parts[0]);
        const bytes = (list: readonly string[]) => list.reduce((sum, name) => sum + (sizes.get(name) ?? 0) + 1, 0);
        const largest = Math.max(0, ...[...sizes.values()]) + 1;
        for (const one of parts) expect(bytes(one)).toBeLessThanOrEqual(bytes(names) / count + largest);
      }),
    );
  });

  it('finds in its parts what the whole finds, across files too, and the merged report says it once', async () => {
    const root = tempTree({ ...TREE, 'package.json': '{ "name": "x", "private": true }' });
    const whole = await runCli(['lint', '--format', 'json'], { cwd: root });
    const reports = tempTree({});
    const files = [1, 2, 3].map((index) => join(reports, `${index}.json`));
    for (const [at, file] of files.entries())
      await runCli(['lint', '--shard', `${at + 1}/3`, '--format', `json=${file}`], { cwd: root });
    const parts = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
    expect(parts.filter(({ findings }) => findings.length > 0).length).toBeGreaterThan(1);
    expect(parts.flatMap(places).sort()).toEqual(places(JSON.parse(whole.stdout)).sort());
    const merged = await runCli(['merge-reports', ...files, files[0] ?? '', '--format', 'json'], { cwd: root });
    expect(merged.code).toBe(1);
    const report = JSON.parse(merged.stdout);
    expect(places(report)).toEqual(places(JSON.parse(whole.stdout)));
    expect(report.summary.severity).toEqual(JSON.parse(whole.stdout).summary.severity);
    expect(report.summary.actions).toEqual(JSON.parse(whole.stdout).summary.actions);
  });
});

describe('merge-reports', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')),
  );

  it.each([
    'json',
    'jsonl',
    'compact',
    'pretty',
    'summary',
    'sarif',
    'github',
    'gitlab',
    'junit',
  ])('writes %s', async (format) => {
    const root = tempTree(TREE);
    await runCli(['lint', '--format', 'json=all.json'], { cwd: root });
    const { code, stdout } = await runCli(['merge-reports', 'all.json', '--format', format], { cwd: root });
    expect(code).toBe(1);
    expect(stdout).toContain('purge.js');
    if (format === 'json') expect(validate(JSON.parse(stdout))).toBe(true);
  });

  it.each([
    [[], 'merge-reports: name the reports that --format json=FILE wrote'],
    [['gone.json'], 'gone.json: cannot be read (ENOENT); check the path'],
    [['package.json'], 'package.json: is no report of --format json'],
    [['package.json', '--format', 'html'], '--format html: needs the code itself; give it to the runs'],
  ])('refuses %j', async (args, message) => {
    const root = tempTree({ 'package.json': '{}' });
    expect(await runCli(['merge-reports', ...args], { cwd: root })).toMatchObject({
      code: 2,
      stderr: `cfv1: ${message}\n`,
    });
  });

  it('is incomplete where a part was', async () => {
    const part = {
      schemaVersion: 1,
      tool: { name: 'cloudflare-v1-codemod', version: '0' },
      summary: { files: {}, actions: [], suppressed: {} },
      findings: [],
      errors: [{ file: 'x.js', message: 'cannot be read' }],
    };
    const { code, stderr } = await runCli(['merge-reports', 'a.json'], {
      cwd: tempTree({ 'a.json': JSON.stringify(part) }),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('x.js: cannot be read');
  });
});
