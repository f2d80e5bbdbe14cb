/** The README says only what is true. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../src/cli/options-table.js';
import { DEFAULT_MIGRATION } from '../src/options.js';
import { analyse } from '../src/pipeline.js';
import { actionsMarkdown } from '../src/report/actions-table.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const block = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

describe('README', () => {
  it('shows what the program writes', () => {
    const [before = ''] = block('js before');
    const [after = ''] = block('js after');
    const { changes } = analyse([{ file: 'a.js', text: before }], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
    const written = changes[0]?.after.split('\n').map((line) => line.trim()) ?? [];
    for (const line of after.trim().split('\n')) expect(written).toContain(line.trim());
  });

  it('shows a part of the patch of the sample repository', () => {
    const [part = 'none', ...more] = block('diff');
    expect(more).toEqual([]);
    expect(readFileSync(join(root, 'fixtures/sample/expected/patch.diff'), 'utf8')).toContain(part);
  });

  it('has the table of actions that the catalogue makes', () => {
    const [, table = ''] = /<!-- actions -->\n([\s\S]*?)<!-- \/actions -->/.exec(readme) ?? [];
    expect(table.trim()).toBe(actionsMarkdown().trim());
  });

  it('lists every option, and none that there is not', () => {
    const [, section = ''] = /## Options\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const cells = [...section.matchAll(/^\| (`--.*?) +\| /gm)].map(([, cell = '']) => cell);
    const listed = cells.flatMap((cell) => [...cell.matchAll(/--([a-z][a-z-]*)/g)].map(([, name = '']) => name));
    expect([...listed].sort()).toEqual([...new Set(OPTIONS.map(({ name }) => name))].sort());
    const said = readme.replace(/```(?:diff|text)\n[\s\S]*?```/g, '');
    const named = [...said.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => name !== 'help' && !listed.includes(name))).toEqual([]);
  });

  it('gives options the values that the table has', () => {
    for (const { name, value, choices } of OPTIONS.filter(({ type }) => type !== 'flag')) {
      const shown = (value ?? choices?.join('|') ?? '').replaceAll('|', '\\|');
      if (!choices?.includes('table')) expect(readme).toContain(`\`--${name} ${shown}\``);
    }
  });

  it.each(
    block('sh')
      .flatMap((text) => text.trim().split('\n'))
      .filter((line) => line.startsWith('npx cfv1')),
  )('%s', (line) => {
    const folder = mkdtempSync(join(tmpdir(), 'cfv1 readme '));
    try {
      cpSync(join(root, 'fixtures/sample'), folder, { recursive: true });
      if (line.includes('--staged')) spawnSync('git', ['init', '-q'], { cwd: folder });
      const args = line.split(' ').slice(2);
      if (args.includes('--write')) args.push('--allow-dirty');
      const { status, stderr } = spawnSync(process.execPath, [join(root, 'dist/src/cli/main.js'), ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect([0, 1], stderr).toContain(status);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
