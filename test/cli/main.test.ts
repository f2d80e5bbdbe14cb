import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { TOOL } from '../../src/report/version.js';
import { tempTree } from '../workspace/temp-tree.js';

const MAIN = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

function cfv1(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** Files that are findings without being parsed. */
function wide(count: number): Record<string, Buffer> {
  const bytes = Buffer.from('// api_json', 'utf16le');
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`file-${index}.js`, bytes]));
}

it('is built', () => {
  expect(existsSync(MAIN)).toBe(true);
});

it('exits with 0, 1 and 2, and keeps stdout for the report', () => {
  expect(cfv1('/', '--version')).toEqual({ status: 0, stdout: `${TOOL.version}\n`, stderr: '' });
  const found = cfv1(tempTree(wide(1)), 'lint', '--format', 'json');
  expect(found.status).toBe(1);
  expect(JSON.parse(found.stdout).findings).toHaveLength(1);
  expect(found.stderr).toBe('1 error, 0 warnings in 1 of 1 file\n');
  expect(cfv1('/', 'lint', '--qiet')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'cfv1: unknown option --qiet, did you mean --quiet?\n',
  });
});

it('writes a long report to a pipe completely', () => {
  const { stdout } = cfv1(tempTree(wide(1500)), 'lint', '--format', 'json');
  expect(stdout.length).toBeGreaterThan(500_000);
  expect(JSON.parse(stdout).findings).toHaveLength(1500);
});

it('does not mind a reader that closes the pipe', async () => {
  const child = spawn(process.execPath, [MAIN, 'lint'], { cwd: tempTree(wide(1500)) });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(stderr).toBe('1500 errors, 0 warnings in 1500 of 1500 files\n');
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends with the code of %s', async (signal, expected) => {
  // a git that takes long: the program is under way when the signal comes
  const bin = tempTree({ git: '#!/bin/sh\necho > "$0.started"\nsleep 1\nexit 1\n' });
  chmodSync(join(bin, 'git'), 0o755);
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  const child = spawn(process.execPath, [MAIN, 'lint'], { cwd: tempTree(wide(1)), env, stdio: 'ignore' });
  await vi.waitUntil(() => existsSync(join(bin, 'git.started')), { timeout: 30_000 });
  child.kill(signal);
  expect(await once(child, 'close')).toEqual([expected, null]);
});
