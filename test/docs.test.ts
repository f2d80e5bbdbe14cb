/** The pages of docs/ say only what is true. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { OPTIONS } from '../src/cli/options-table.js';
import { FORMATS } from '../src/report/format-names.js';
import { runCli } from './cli/fake-streams.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');

/** A part of the sample, in a repository of its own where `cfv1` is this program. */
async function inSample(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cfv1 docs '));
  try {
    for (const name of ['package.json', 'deploy', 'scripts/check-ip.js'])
      cpSync(join(root, 'fixtures/sample', name), join(folder, name), { recursive: true });
    const bin = join(folder, 'node_modules/.bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(join(root, 'dist/src/cli/main.js'), join(bin, 'cfv1'));
    writeFileSync(join(folder, '.gitignore'), 'node_modules/\n');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'start');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    await test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a shell would do; a plain command without starting anything, which takes a second each time. */
async function runLine(line: string, folder: string): Promise<{ code: number | null; stderr: string }> {
  const [, args] = /^npx cfv1 ([\w\s./=-]*)$/.exec(line) ?? [];
  if (args !== undefined) return runCli(args.split(' '), { cwd: folder });
  const path = `${join(folder, 'node_modules/.bin')}:${process.env.PATH}`;
  const { status, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', line.replaceAll('npx cfv1', 'cfv1')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  });
  return { code: status, stderr };
}

// a test run that a git hook started must not act on the repository of that hook
for (const name of Object.keys(process.env)) if (name.startsWith('GIT_')) delete process.env[name];

/** Lines that run the program; others show what it reads and writes, and must never run. */
function commands(name: string): string[] {
  return [...page(name).matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .flatMap(([, text = '']) => text.trim().split('\n'))
    .filter((line) => line.startsWith('npx cfv1 '));
}

describe('docs', () => {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));

  it.each(pages)('%s names no option that there is not', (name) => {
    const known = new Set([...OPTIONS.map((row) => row.name), 'help', 'version']);
    const commands = [...page(name).matchAll(/\bcfv1 [a-z]+[^\n`]*/g)].map(([line]) => line);
    const named = commands.flatMap((line) => [...line.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, one]) => one));
    expect(named.filter((one) => !known.has(one ?? ''))).toEqual([]);
  });

  /** One after the other, as a reader would: some need what those before them wrote. */
  it.each(pages.filter((name) => commands(name).length > 0))('%s shows commands that run', async (name) => {
    await inSample(async (folder) => {
      for (const line of commands(name)) {
        const { code, stderr } = await runLine(line, folder);
        expect([0, 1], `${line}: ${stderr}`).toContain(code);
      }
    });
  });

  it('has a row for each format', () => {
    const rows = [...page('reports.md').matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name);
    expect(rows).toEqual([...FORMATS]);
  });
});
