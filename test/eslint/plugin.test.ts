/** The plugin, run by ESLint itself. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint, type Linter, type Rule, RuleTester } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/eslint/index.js';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';
import { RULES } from '../../src/report/rules.js';
import { BAN, MINIFY, OLDER, PURGE, program, UNKNOWN, WITH_KEY } from '../cli/contract/real-run.js';
import { project, ROOT } from '../integrations/programs.js';
import { tempRepository } from '../workspace/temp-tree.js';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

const tester = new RuleTester({ languageOptions: { sourceType: 'commonjs' } });
const CLEAN = "console.log('cloudflare');\n";

function migrated(text: string, more: Partial<typeof DEFAULT_MIGRATION>): string {
  const { changes } = analyse(
    [{ file: 'input.js', text }],
    { manifests: {}, lockFile: null },
    { ...DEFAULT_MIGRATION, ...more },
  );
  return changes[0]?.after ?? '';
}
const safe = (text: string) => migrated(text, { safeOnly: true, todo: false });

function rule(name: string): Rule.RuleModule {
  return plugin.rules[name]!;
}

tester.run('v1-call', rule('v1-call'), {
  valid: [CLEAN, MINIFY, 'fetch("https://api.cloudflare.com/client/v4/zones")'],
  invalid: [
    {
      name: 'what is safe is fixed',
      code: PURGE,
      output: safe(PURGE),
      errors: [
        {
          messageId: 'finding',
          data: { message: 'v1 action fpurge_ts becomes cache.purge', help: RULES['v1-call'].help },
          line: 3,
          column: 1,
        },
      ],
    },
    {
      name: 'in files with a byte order mark, other line ends and credentials too',
      code: `\uFEFF${WITH_KEY.replaceAll('\n', '\r\n')}`,
      output: `\uFEFF${safe(WITH_KEY.replaceAll('\n', '\r\n'))}`,
      errors: 1,
    },
    {
      name: 'several calls are fixed at once',
      code: PURGE + BAN.replace("var request = require('request');\n", ''),
      output: safe(PURGE + BAN.replace("var request = require('request');\n", '')),
      errors: 2,
    },
    {
      name: 'what needs review is suggested',
      code: OLDER,
      output: null,
      errors: [{ messageId: 'finding', suggestions: [{ messageId: 'review', output: migrated(OLDER, {}) }] }],
    },
  ],
});

tester.run('removed-action', rule('removed-action'), {
  valid: [CLEAN, PURGE],
  invalid: [{ code: MINIFY, output: null, errors: [{ messageId: 'finding', line: 3 }] }],
});

tester.run('hardcoded-credential', rule('hardcoded-credential'), {
  valid: [PURGE],
  invalid: [{ code: WITH_KEY, output: null, errors: 1 }],
});

describe('the plugin', () => {
  it('has what ESLint asks for, and a page for each rule', () => {
    expect(plugin.meta).toMatchObject({ name: 'cloudflare-v1-codemod', namespace: 'cloudflare-v1' });
    for (const [name, { meta }] of Object.entries(plugin.rules)) {
      const url = new URL(meta?.docs?.url ?? '');
      expect(url.hash).toBe(`#${name}`);
      expect(meta?.docs?.description).toBeTruthy();
      expect(meta?.schema).toEqual([]);
    }
    const levels = plugin.configs.recommended.rules ?? {};
    expect(Object.keys(levels)).toEqual(Object.keys(plugin.rules).map((name) => `cloudflare-v1/${name}`));
    expect(levels['cloudflare-v1/v1-call']).toBe('error');
    expect(levels['cloudflare-v1/todo']).toBe('warn');
  });

  async function lint(files: Record<string, string>, config: Linter.Config[] = [], fix = false) {
    const cwd = tempRepository(files, 'linted');
    const eslint = new ESLint({
      cwd,
      fix,
      overrideConfigFile: true,
      overrideConfig: [plugin.configs.recommended, { languageOptions: { sourceType: 'commonjs' } }, ...config],
    });
    const results = await eslint.lintFiles(['.']);
    return Object.fromEntries(results.map((one) => [one.filePath.slice(cwd.length + 1), one]));
  }
  const sdk = { 'package.json': '{"dependencies":{"cloudflare":"^7"}}' };

  it('finds in a project what cfv1 lint finds', async () => {
    const results = await lint({ ...sdk, 'a.js': PURGE, 'b.js': UNKNOWN, 'c.js': CLEAN, 'src/d.js': MINIFY });
    const found = Object.entries(results).map(([file, { messages }]) => [file, messages.map(({ ruleId }) => ruleId)]);
    expect(Object.fromEntries(found)).toEqual({
      'a.js': ['cloudflare-v1/v1-call'],
      'b.js': ['cloudflare-v1/unknown-call'],
      'c.js': [],
      'src/d.js': ['cloudflare-v1/removed-action'],
    });
  });

  it('fixes what is safe where the SDK is asked for, and suggests it where it would have to be installed', async () => {
    const fixed = (await lint({ ...sdk, 'a.js': PURGE }, [], true))['a.js'];
    expect(fixed?.output).toContain('cache.purge(');
    expect(fixed?.messages).toEqual([]);
    const missing = (await lint({ 'package.json': '{}', 'a.js': PURGE }, [], true))['a.js'];
    expect(missing?.output).toBeUndefined();
    expect(missing?.messages[0]?.suggestions?.map(({ messageId }) => messageId)).toEqual(['write']);
  });

  it('takes the configuration of the program', async () => {
    const target = { 'cfv1.jsonc': '{ "target": "fetch" }', 'package.json': '{}' };
    expect((await lint({ ...target, 'a.js': PURGE }, [], true))['a.js']?.output).toContain('await fetch(');
    await expect(lint({ 'cfv1.jsonc': '{ "targt": 1 }', 'a.js': PURGE })).rejects.toThrow(/targt/);
  });

  it('offers nothing that is right only together with other files', async () => {
    const old = { 'package.json': '{"dependencies":{"cloudflare":"0.0.8"}}' };
    const [message] = (await lint({ ...old, 'a.js': PURGE }, [], true))['a.js']?.messages ?? [];
    expect(message?.ruleId).toBe('cloudflare-v1/v1-call');
    expect(message?.suggestions).toBeUndefined();
  });

  it('sees wrappers of other files', async () => {
    const wrapper = program('a: action, z: zone, v: 1').replace(
      /request\.post[\s\S]*/,
      (call) => `exports.call = function (action, zone) {\n${call}};\n`,
    );
    const results = await lint({
      ...sdk,
      'lib/cf.js': wrapper,
      'a.js': "// cloudflare\nrequire('./lib/cf').call('fpurge_ts', 'example.com');\n",
    });
    expect(results['a.js']?.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([['cloudflare-v1/v1-call', 2]]);
  });

  it('is hidden by the comments of ESLint', async () => {
    const hidden = PURGE.replace(
      'request.post',
      '// eslint-disable-next-line cloudflare-v1/v1-call -- later\nrequest.post',
    );
    expect((await lint({ ...sdk, 'a.js': hidden }))['a.js']?.messages).toEqual([]);
  });

  it('knows the comments of the program: what they hide is not found and not rewritten', async () => {
    const one = BAN.replace("var request = require('request');\n", '');
    const text = (reason: string) => `${PURGE}// cfv1-ignore-next-line v1-call${reason}\n${one.trimStart()}`;
    const fixed = (await lint({ ...sdk, 'a.js': text(' -- later') }, [], true))['a.js'];
    expect(fixed?.messages).toEqual([]);
    expect(fixed?.output).toContain('cache.purge(');
    expect(fixed?.output).toContain("a: 'ban'");
    const bare = (await lint({ ...sdk, 'a.js': text('') }))['a.js'];
    expect(bare?.messages.map(({ ruleId }) => ruleId)).toContain('cloudflare-v1/bare-suppression');
  });

  it('is taken by the configuration that docs/editors.md shows, from the built package', () => {
    const page = readFileSync(join(ROOT, 'docs/editors.md'), 'utf8');
    const [, config = ''] = /^```js eslint\n([\s\S]*?)^```/m.exec(page) ?? [];
    const { root, run } = project({ 'package.json': '{"type":"module"}', 'eslint.config.js': config, 'a.cjs': PURGE });
    symlinkSync(ROOT, join(root, 'node_modules/cloudflare-v1-codemod'));
    const { status, output } = run('eslint', ['.']);
    expect({ status, output }).toEqual({
      status: 1,
      output: expect.stringMatching(/3:1 +error .* cloudflare-v1\/v1-call/),
    });
  });

  it('shows no credential', async () => {
    const results = await lint({ ...sdk, 'a.js': WITH_KEY });
    const { messages } = results['a.js']!;
    expect(messages.length).toBeGreaterThan(1);
    for (const { message } of messages) expect(message).not.toMatch(/c9547|owner@/);
  });
});
