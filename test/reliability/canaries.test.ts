/**
 * Credentials in every role and every kind of file, and all that the commands print and write searched for them. What is
 * allowed to hold them are the sources themselves and `--patch-file`. LONG=1: every format, every place explained.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FORMATS } from '../../src/report/format-names.js';
import { holdsCode } from '../../src/report/holds-code.js';
import { mask } from '../../src/report/safe-text.js';
import { runCli } from '../cli/fake-streams.js';
import { put, tempRepository } from '../workspace/temp-tree.js';
import { CANARY, canaryFiles } from './canary-files.js';
import { textsIn } from './processes.js';

const LONG = Boolean(process.env.LONG);
if (LONG) vi.setConfig({ testTimeout: 900_000 });

const FILES = canaryFiles();
const SOME = Object.fromEntries(Object.entries(FILES).filter((_one, index) => LONG || index % 9 === 0));
const TO_FILES = (folder: string) => FORMATS.flatMap((name) => ['--format', `${name}=${folder}/report.${name}`]);

interface Run {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly tty?: boolean;
  readonly input?: string;
  readonly answers?: readonly string[];
}

/** The lines that hold a credential, of what the runs print and write besides the sources. */
async function leaks(runs: readonly Run[], files: Readonly<Record<string, string>> = SOME): Promise<string[]> {
  const root = tempRepository(files);
  mkdirSync(join(root, 'out'));
  const found: string[] = [];
  const search = (what: string, text: string) => {
    for (const line of text.split('\n')) {
      const at = line.search(CANARY);
      if (at !== -1) found.push(`${what}: ${line.slice(Math.max(0, at - 100), at + 60)}`);
    }
  };
  for (const { args, ...options } of runs) {
    put(root, files);
    const { stdout, stderr, code } = await runCli(args, { cwd: root, ...options });
    // code that does not parse is an error of its own
    expect([0, 1, 2]).toContain(code);
    expect(stderr).not.toContain('internal error');
    expect((stdout + stderr).length).toBeGreaterThan(0);
    search(`${args.join(' ')} (stdout)`, stdout);
    search(`${args.join(' ')} (stderr)`, stderr);
    for (const [file, text] of Object.entries(textsIn(root))) {
      if (!(file in files)) search(`${args.join(' ')} (${file})`, text);
    }
  }
  return found;
}

it.each(Object.entries(FILES))('a mask leaves none in %s', (file, text) => {
  expect(text).toMatch(CANARY);
  expect(CANARY.exec(mask(text, !holdsCode(file)))?.[0]).toBeUndefined();
});

describe('credentials in sources are in no output', () => {
  it('of lint and ci, in any format', async () => {
    const steps = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'out/summary.md' };
    expect(
      await leaks([
        { args: ['ci', '--secrets', ...TO_FILES('out')], env: LONG ? steps : {} },
        ...(LONG
          ? [
              { args: ['lint', '--secrets'], tty: true },
              { args: ['lint', '--update-baseline', '--baseline', 'out/baseline.json'] },
              { args: ['ci', '--baseline', 'out/baseline.json', '--secrets'] },
              ...FORMATS.map((format) => ({ args: ['lint', '--secrets', '--format', format] })),
            ]
          : []),
      ]),
    ).toEqual([]);
  });

  it.runIf(LONG)('of migrate, in any format', async () => {
    const targets = ['sdk', 'fetch'];
    expect(
      await leaks(
        targets.flatMap((target) => [
          { args: ['migrate', '--diff', '--docs', '--secrets', '--target', target, ...TO_FILES('out')] },
          { args: ['migrate', '--diff', '--target', target], tty: true },
          {
            args: ['migrate', '--interactive', '--target', target],
            tty: true,
            answers: ['n', 'n', 'y', 'n', 'q'],
          },
          { args: ['migrate', '--write', '--docs', '--allow-dirty', '--target', target, ...TO_FILES('out')] },
          { args: ['migrate', '--write', '--allow-dirty', '--target', target, '--helpers', 'out/cloudflare.js'] },
          { args: ['migrate', '--safe-only', '--no-bridge', '--diff', '--target', target] },
          { args: ['migrate', '--auth', 'token', '--diff', '--target', target] },
        ]),
      ),
    ).toEqual([]);
  });
});

describe.runIf(LONG)('nor in what', () => {
  it('explain says of any line', async () => {
    const runs = Object.entries(FILES).flatMap(([file, text]) =>
      text.split('\n').map((_line, index) => ({ args: ['explain', `${file}:${index + 1}`] })),
    );
    const root = tempRepository(FILES);
    const found: string[] = [];
    let told = 0;
    for (const { args } of runs) {
      const { stdout, stderr } = await runCli(args, { cwd: root });
      if (stdout !== '') told += 1;
      for (const line of `${stdout}\n${stderr}`.split('\n')) if (CANARY.test(line)) found.push(`${args[1]}: ${line}`);
    }
    expect(told).toBeGreaterThan(40);
    expect(found).toEqual([]);
  });

  it('shards write and merge-reports puts together', async () => {
    const shards = ['1/2', '2/2'].map((shard, index) => ({
      args: ['ci', '--secrets', '--shard', shard, '--format', `json=out/${index}.json`],
    }));
    const merged = FORMATS.map((format) => ({
      args: ['merge-reports', 'out/0.json', 'out/1.json', '--format', format],
    }));
    expect(await leaks([...shards, ...merged])).toEqual([]);
  });

  it('a text from standard input is told of', async () => {
    expect(
      await leaks(
        Object.entries(FILES).map(([file, input]) => ({ args: ['ci', '--secrets', '--stdin-filename', file], input })),
      ),
    ).toEqual([]);
  });

  it('is said of a command line or a configuration that is wrong', async () => {
    const root = tempRepository({
      'a.js': '1;\n',
      'bad.jsonc': `{ "tkn": "Cn1aRy7Qz", "email": "Cn2aRy7Qz@x.example" }`,
    });
    writeFileSync(join(root, 'worse.jsonc'), `{ "target": "tkn=Cn3aRy7Qz", "only": [{ "tkn": "Cn4aRy7Qz" }] `);
    appendFileSync(join(root, 'baseline.json'), `{ "tkn": "Cn5aRy7Qz" `);
    const lines = [
      ['lint', '--config', 'bad.jsonc'],
      ['lint', '--config', 'worse.jsonc'],
      ['lint', '--baseline', 'baseline.json'],
      ['merge-reports', 'baseline.json'],
      ['lint', '--tkn=Cn6aRy7Qz'],
      ['lint', '--email', 'Cn7aRy7Qz@x.example'],
    ];
    for (const args of lines) {
      const { code, stdout, stderr } = await runCli(args, { cwd: root });
      expect({ args, code, leak: CANARY.exec(stdout + stderr)?.[0] }).toEqual({ args, code: 2, leak: undefined });
    }
  });
});
