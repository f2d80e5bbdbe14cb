import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it, vi } from 'vitest';
import { CONFIG_KEYS } from '../../src/cli/config-file.js';
import { RULE_IDS } from '../../src/report/rules.js';
import { git, put, tempRepository, tempTree } from '../workspace/temp-tree.js';
import { seen } from './fake-pipeline.js';
import { runCli } from './fake-streams.js';

vi.mock('../../src/pipeline.js', () => import('./fake-pipeline.js'));

const SOURCE = { 'a.js': 'cloudflare; V1WARN\n' };
const ID = '023e105f4ecef8ad9ca31a8372d0c353';

const FULL = `// of this project
{
  "$schema": "./node_modules/cloudflare-v1-codemod/schema/config.json",
  "target": "fetch",
  "auth": "token",
  "accessRules": "zone:example.com",
  "zones": { "example.com": "${ID}" },
  "helpers": "lib/cf.js",
  "safeOnly": true,
  "docs": true,
  "todo": false,
  "secrets": true,
  "verifyTypes": true,
  "only": ["v1-call", "v1-answer"],
  "skip": ["todo"],
  "actions": ["rec_new"],
  "ignore": false,
  "jobs": 1,
  "maxWarnings": 0, // strict
}
`;

describe('configuration', () => {
  it('is read from cfv1.jsonc', async () => {
    const root = tempTree({ ...SOURCE, 'cfv1.jsonc': FULL });
    expect((await runCli(['migrate'], { cwd: root })).code).toBe(0);
    expect(seen.options).toEqual({
      target: 'fetch',
      auth: 'token',
      accessRules: { scope: 'zone', name: 'example.com' },
      zones: { 'example.com': ID },
      helpers: 'lib/cf.js',
      safeOnly: true,
      docs: true,
      bridge: 'module',
      todo: false,
      secrets: 'find',
      comments: true,
      verifyTypes: true,
      tidy: false,
      only: ['v1-call', 'v1-answer'],
      skip: ['todo'],
      actions: ['rec_new'],
    });
    expect((await runCli(['lint'], { cwd: root })).code).toBe(1); // maxWarnings
    expect((await runCli(['lint', '--max-warnings', '1'], { cwd: root })).code).toBe(0);
  });

  it('is read from package.json, and flags win', async () => {
    const root = tempTree({
      ...SOURCE,
      'package.json': '{ "name": "x", "cfv1": { "target": "fetch", "auth": "token" } }',
    });
    await runCli(['lint', '--auth', 'key'], { cwd: root });
    expect(seen.options).toMatchObject({ target: 'fetch', auth: 'key' });
  });

  it('is looked up to the root of the repository and no further, the nearest first', async () => {
    const outer = tempTree({ 'cfv1.jsonc': '{ "target": "fetch" }' });
    const root = join(outer, 'repo');
    put(root, { 'sub/a.js': SOURCE['a.js'], 'package.json': '{ "name": "no configuration" }' });
    git(root, 'init', '-q');
    await runCli(['lint'], { cwd: join(root, 'sub') });
    expect(seen.options?.target).toBe('sdk');
    put(root, { 'package.json': '{ "cfv1": { "target": "fetch", "zones": "z.json" } }', 'z.json': '{}' });
    await runCli(['lint'], { cwd: join(root, 'sub') });
    expect(seen.options?.target).toBe('fetch');
    put(root, { 'sub/cfv1.jsonc': '{ "auth": "token" }' });
    await runCli(['lint'], { cwd: join(root, 'sub') });
    expect(seen.options).toMatchObject({ target: 'sdk', auth: 'token' });
  });

  it('is the file that --config names', async () => {
    const root = tempRepository({
      ...SOURCE,
      'cfv1.jsonc': '{ "target": "fetch" }',
      'conf/x.json': '{ "helpers": "h.js" }',
    });
    await runCli(['lint', '--config', 'conf/x.json'], { cwd: root });
    expect(seen.options).toMatchObject({ target: 'sdk', helpers: 'conf/h.js' });
    expect((await runCli(['lint', '-c', 'none.json'], { cwd: root })).stderr).toBe(
      'cfv1: --config none.json: no such file\n',
    );
  });

  it.each([
    ['{ "targt": "sdk" }', 'cfv1.jsonc: unknown key "targt", did you mean target?'],
    ['{ "target": "sdkk" }', 'cfv1.jsonc: "target" sdkk: must be sdk or fetch, did you mean sdk?'],
    ['{ "target": 1 }', 'cfv1.jsonc: "target": must be a string'],
    ['{ "todo": "no" }', 'cfv1.jsonc: "todo": must be true or false'],
    ['{ "only": "v1-call" }', 'cfv1.jsonc: "only": must be a list of names'],
    ['{ "only": [1] }', 'cfv1.jsonc: "only": must be a list of names'],
    ['{ "only": ["v1-cal"] }', 'cfv1.jsonc: "only" v1-cal: no such rule, did you mean v1-call?'],
    ['{ "maxWarnings": "0" }', 'cfv1.jsonc: "maxWarnings": must be a number'],
    ['{ "maxWarnings": 1.5 }', 'cfv1.jsonc: "maxWarnings" 1.5: must be a whole number, 0 or more'],
    [
      '{ "zones": { "a": 1 } }',
      'cfv1.jsonc: "zones": the id of a must have 32 hexadecimal digits; copy it from the dashboard',
    ],
    ['[]', 'cfv1.jsonc: must be an object, { "target": "sdk" } for one'],
    ['{\n "target": }', 'cfv1.jsonc:2:12: not valid JSON (ValueExpected); mend it there'],
  ])('refuses %s', async (text, message) => {
    const root = tempTree({ ...SOURCE, 'cfv1.jsonc': text });
    expect(await runCli(['lint'], { cwd: root })).toEqual({ code: 2, stdout: '', stderr: `cfv1: ${message}\n` });
  });

  it('lists the keys where none is near', async () => {
    const root = tempTree({ 'package.json': '{ "cfv1": { "plugins": [] } }' });
    const { stderr } = await runCli(['lint'], { cwd: root });
    expect(stderr).toBe(`cfv1: package.json#cfv1: unknown key "plugins"; there are ${CONFIG_KEYS.join(', ')}\n`);
  });
});

describe('schema/config.json', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schema/config.json', import.meta.url), 'utf8'));
  const validate = new Ajv().compile(schema);

  it('has the keys that the program takes, and the rules', () => {
    expect(Object.keys(schema.properties).sort()).toEqual(['$schema', ...CONFIG_KEYS].sort());
    expect(schema.properties.only.items.enum).toEqual(RULE_IDS);
  });

  it('takes a full configuration and refuses mistakes', () => {
    const full = JSON.parse(FULL.replace(/\/\/.*$/gm, '').replace(/,\s*}\s*$/, '}'));
    expect(validate(full)).toBe(true);
    expect(validate({ targt: 'sdk' })).toBe(false);
    expect(validate({ maxWarnings: -1 })).toBe(false);
  });
});
