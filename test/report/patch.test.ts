import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { painter } from '../../src/report/colour.js';
import { completePatch, type PatchFile, shownPatch, terminalPatch } from '../../src/report/patch.js';
import { casesOf, expectedText, families, TARGETS } from '../fixtures/cases.js';
import { put, tempRepository } from '../workspace/temp-tree.js';

function change(file: string, before: string, after: string, created = false): PatchFile {
  return { file, before, after, created };
}

function applied(files: readonly PatchFile[], patch: string): readonly string[] {
  const root = tempRepository();
  put(root, Object.fromEntries(files.filter(({ created }) => !created).map(({ file, before }) => [file, before])));
  execFileSync('git', ['apply', '-'], { cwd: root, input: patch, stdio: ['pipe', 'ignore', 'ignore'] });
  return files.map(({ file }) => readFileSync(join(root, file), 'utf8'));
}

const AWKWARD = [
  change('a.js', 'one\ntwo\nthree\n', 'one\n2\nthree\n'),
  change('crlf.js', 'one\r\ntwo\r\n', 'one\r\n2\r\n'),
  change('no end.js', 'one\ntwo', 'one\n2'),
  change('bom.js', '\uFEFFone\n', '\uFEFF1\n'),
  change('dir/ünï "q" \t.js', 'a\u2028b\n\fc\n', 'a\u2028B\n\fc\n'),
  change('lib/helpers.js', '', 'export {}\n', true),
];

describe('patches', () => {
  it('are applied by git, byte for byte', () => {
    expect(applied(AWKWARD, completePatch(AWKWARD))).toEqual(AWKWARD.map(({ after }) => after));
  });

  it.each(
    TARGETS,
  )('of every fixture are applied by git, as --diff prints them where no credential is masked (%s)', (target) => {
    // with LONG=1 all of them
    const turn = process.env.LONG ? 1 : 20;
    const cases = families().flatMap((family) => casesOf(family).filter((_one, index) => index % turn === 0));
    const files = cases
      .map((one) => change(`${one.family}/${one.name}/${one.input}`, one.text, expectedText(one, target)))
      .filter(({ before, after }) => before !== after);
    expect(files.length).toBeGreaterThan(process.env.LONG ? 300 : 15);
    const shown = files.filter((file) => shownPatch([file]).maskedLines === 0);
    expect(shown.length).toBeGreaterThan(files.length / 2);
    const root = tempRepository();
    put(root, Object.fromEntries(files.map(({ file, before }) => [file, before])));
    for (const patch of [completePatch(files), shownPatch(shown).text])
      execFileSync('git', ['apply', '--check', '-'], { cwd: root, input: patch, stdio: ['pipe', 'ignore', 'pipe'] });
  });

  it('are the same shown and complete where they hold no credential', () => {
    expect(shownPatch(AWKWARD)).toEqual({ text: completePatch(AWKWARD), maskedLines: 0 });
  });

  const secret = change(
    'dns.js',
    "const z = 'a';\ncall({ tkn: 'canary', z });\nend();\n",
    "const z = 'a';\nnew Cloudflare({ apiKey: 'canary' });\nend();\n",
  );

  it('show credentials masked', () => {
    const { text, maskedLines } = shownPatch([secret]);
    expect(text).toBe(`diff --git a/dns.js b/dns.js
--- a/dns.js
+++ b/dns.js
@@ masked -1,3 +1,3 @@
 const z = 'a';
-call({ tkn: '******', z });
+new Cloudflare({ apiKey: '******' });
 end();
`);
    expect(maskedLines).toBe(2);
  });

  it('are refused by git where something is masked, even in an added line alone', () => {
    const added = change('dns.js', 'start();\n', "start();\nuse({ tkn: 'canary' });\n");
    expect(() => applied([added], shownPatch([added]).text)).toThrow();
    expect(applied([added], completePatch([added]))).toEqual([added.after]);
  });

  it('are coloured and harmless on a terminal', () => {
    const patch = shownPatch([change('a.js', 'one\n', 'two\u001b[2J\n')]);
    const text = terminalPatch(patch, painter(true));
    expect(text).toContain('\u001b[31m-one\u001b[39m');
    expect(text).toContain('\u001b[32m+two\\u001b[2J\u001b[39m');
  });
});
