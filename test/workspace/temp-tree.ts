import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

// a test run that a git hook started must not act on the repository of that hook
for (const name of Object.keys(process.env)) if (name.startsWith('GIT_')) delete process.env[name];

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A new folder with the files, removed when the test ends. Its real path. */
export function tempTree(files: Files = {}, name = 'tree'): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'cfv1-test-')));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const root = join(parent, name);
  mkdirSync(root);
  put(root, files);
  return root;
}

export function put(root: string, files: Files): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}

export function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A folder under git with one commit of the files. */
export function tempRepository(files: Files = {}, name = 'repository'): string {
  const root = tempTree(files, name);
  git(root, 'init', '-q');
  git(root, 'add', '-A', '-f');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'start');
  return root;
}

/** Every name below the folder but `.git`, sorted: shows what a failed write left behind. */
export function namesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^\.git(?:\/|$)/.test(name))
    .sort();
}
