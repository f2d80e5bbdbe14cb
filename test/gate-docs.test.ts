/** docs/gate.md says only what is true: its commands run, in a repository with something staged and a branch ahead. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { BAN, PURGE, repository } from './cli/contract/real-run.js';
import { git, put } from './workspace/temp-tree.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'dist/src/cli/main.js');
const page = readFileSync(join(root, 'docs/gate.md'), 'utf8');
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, text = '']) => text.trim().split('\n'))
  .filter((line) => line.startsWith('npx cfv1'));

it('shows commands', () => expect(commands.length).toBeGreaterThan(5));

it.each(commands)('%s', (line) => {
  const folder = repository({ 'old.js': PURGE });
  git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  put(folder, { 'new.js': BAN });
  git(folder, 'add', '-A');
  const run = (args: string) =>
    spawnSync(process.execPath, [cli, ...args.split(' ')], { cwd: folder, encoding: 'utf8' });
  if (line.includes('--baseline')) run('lint --baseline cfv1-baseline.json --update-baseline old.js');
  const { status, stdout, stderr } = run(line.slice('npx cfv1 '.length));
  if (line.includes('--update-baseline')) {
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('holds 2 findings') });
    return;
  }
  expect(status, stderr).toBe(1);
  expect(stdout + stderr).toMatch(/new\.js|1 file is changed/);
});
