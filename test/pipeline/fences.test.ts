import { describe, expect, test } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const PURGE = `request.post('https://www.cloudflare.com/api_json.html', { form: { a: 'fpurge_ts', tkn: KEY, email: MAIL, z: 'example.com', v: 1 } }, function () {});`;
const HEAD = "const request = require('request');\nconst KEY = process.env.KEY;\nconst MAIL = process.env.MAIL;\n";
const CURL =
  'curl -s https://www.cloudflare.com/api_json.html -d a=fpurge_ts -d "tkn=$K" -d "email=$M" -d z=example.com -d v=1 >/dev/null';

function run(text: string, docs: boolean) {
  return analyse([{ file: 'README.md', text }], { manifests: {}, lockFile: null }, { ...DEFAULT_MIGRATION, docs });
}

describe('an example in Markdown', () => {
  test('is told, at its place, and left', () => {
    const text = `Before.\n\n\`\`\`js\n${HEAD}${PURGE}\n\`\`\`\n\nBehind: ${PURGE}\n`;
    const { findings, changes } = run(text, false);
    expect(changes).toEqual([]);
    expect(findings.map(({ rule, applicability, reason }) => [rule, applicability, reason])).toEqual([
      ['v1-call', 'manual', 'documentation'],
    ]);
    const { start, end } = findings[0]!.range;
    expect(text.slice(start, end)).toBe(PURGE.slice(0, -1));
  });

  test.each([
    [`${PURGE}\nconst a = <...>;`, ['v1-endpoint']],
    ["import Cloudflare from 'cloudflare';\nconst a = <...>;", []],
    ["require('cloudflare').createClient(<...>);", ['v1-endpoint']],
  ])('that cannot be parsed is told where it speaks v1: %s', (code, rules) => {
    const { findings } = run(`\`\`\`js\n${code}\n\`\`\`\n`, false);
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
  });

  test.each([
    ['js', `${HEAD}${PURGE}`, 'cloudflare.cache.purge('],
    ['typescript', `${HEAD}${PURGE}`, 'cloudflare.cache.purge('],
    ['bash', CURL, '/purge_cache"'],
    ['console', CURL, '/purge_cache"'],
  ])('in %s is rewritten with --docs, and nothing around it', (language, code, becomes) => {
    for (const [before, prefix, after] of [
      ['Text\n\n', '', '\n\nMore `a`\n'],
      ['- item\n\n', '  ', '\n\n- next\n'],
      ['> said\n>\n', '> ', '\n>\n> end\n'],
    ] as const) {
      const lines = [`\`\`\`${language}`, ...code.split('\n'), '```'].map((line) => prefix + line);
      const text = before + lines.join('\n') + after;
      const [change] = run(text, true).changes;
      const head = `${before}${prefix}\`\`\`${language}\n`;
      const tail = `\n${prefix}\`\`\`${after}`;
      expect(change?.after.startsWith(head)).toBe(true);
      expect(change?.after.endsWith(tail)).toBe(true);
      expect(change?.after).toContain(becomes);
      const inside = change!.after.slice(head.length, -tail.length).split('\n');
      expect(inside.filter((line) => line !== prefix.trimEnd() && !line.startsWith(prefix))).toEqual([]);
      expect(run(change!.after, true).changes).toEqual([]);
    }
  });

  test('does not keep the package from being raised', () => {
    const example = "```js\nrequire('cloudflare').createClient({ email: 'a', token: 'b' }).listDomains(cb);\n```\n";
    const sources = [
      { file: 'README.md', text: example },
      { file: 'a.js', text: `${HEAD}${PURGE}` },
    ];
    const manifests = { 'package.json': '{ "name": "x", "dependencies": { "cloudflare": "0.0.8" } }' };
    const { changes } = analyse(sources, { manifests, lockFile: null }, DEFAULT_MIGRATION);
    expect(changes.map(({ file }) => file).sort()).toEqual(['a.js', 'package.json']);
  });
});
