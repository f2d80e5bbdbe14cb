/**
 * Git, read-only. Plumbing alone, and with the settings off through which a repository's own configuration could start
 * a program (fsmonitor, hooks) or the network (lazy fetch of a partial clone).
 */
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { insideRoot } from './paths.js';
import { findRepository } from './search/find-repository.js';

export const SAFE = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
const SAFE_ENV = { LC_ALL: 'C', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0' };
/** characters of path arguments, well under what any system takes; beyond it git is asked about everything */
const MAX_ARGUMENTS = 20_000;

/** Names another index than the repository's own: hooks of a commit of some files alone have it. */
export const INDEX_VARIABLE = 'GIT_INDEX_FILE';

type Env = Readonly<Record<string, string | undefined>>;

/** The environment of a hook (GIT_INDEX_FILE, …) is passed on. */
export function safeEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...SAFE_ENV };
}

/** It takes longer to load than a small repository to read: loaded by those that start a program. */
export function children() {
  return process.getBuiltinModule('node:child_process');
}

/** What git prints, or null where git is missing or fails. */
export function runGit(cwd: string, args: readonly string[], input?: string, env: Env = {}): Buffer | null {
  const { status, stdout } = children().spawnSync('git', [...SAFE, '--literal-pathspecs', ...args], {
    cwd,
    env: { ...safeEnvironment(), ...env },
    input,
    maxBuffer: Number.POSITIVE_INFINITY,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  return status === 0 ? stdout : null;
}

/** The parts of output made with `-z`. */
export function splitZero(output: Buffer): string[] {
  const parts = output.toString('utf8').split('\0');
  parts.pop();
  return parts;
}

/**
 * The real path of the top of the work tree that `cwd` (a real path) belongs to; null outside git, in a bare
 * repository, where git refuses (not the owner), and in a folder that the repository around it ignores.
 * @param isAskedLater git is not started for what can be seen without it; that it works at all is still to be shown
 */
export function workTreeRoot(cwd: string, isAskedLater = false): string | null {
  const plain = isAskedLater ? findRepository(cwd, [INDEX_VARIABLE]) : null;
  const output = plain?.isTrusted ? plain.root : topLevel(cwd);
  if (output === null) return null;
  let root: string;
  try {
    root = realpathSync(output);
  } catch {
    return null;
  }
  // core.worktree can name any folder
  const rel = insideRoot(root, cwd);
  if (rel === null) return null;
  // a home directory kept in git with everything ignored must not hide the projects in it
  if (rel !== '' && readdirSync(cwd).length > 0 && listGitFiles(root, [rel])?.length === 0) return null;
  return root;
}

/**
 * A hook of a linked work tree or of a submodule runs with GIT_DIR set, and git then takes the folder it stands in for
 * the top. Without GIT_DIR it finds the top by itself; that counts where it leads to the same repository.
 */
function topLevel(cwd: string): string | null {
  const ask = (what: string, env: Env = {}) =>
    runGit(cwd, ['rev-parse', what], undefined, env)
      ?.toString('utf8')
      .replace(/\r?\n$/, '') ?? null;
  const { GIT_DIR, GIT_WORK_TREE } = process.env;
  if (GIT_DIR && !GIT_WORK_TREE) {
    const top = ask('--show-toplevel', { GIT_DIR: undefined });
    const folder = top === null ? null : ask('--absolute-git-dir', { GIT_DIR: undefined });
    // a relative one counts from the top, where git starts hooks
    if (top !== null && folder !== null && isSameFolder(resolve(top, GIT_DIR), folder)) return top;
  }
  return ask('--show-toplevel');
}

function isSameFolder(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}

/**
 * Tracked and untracked files below the given paths (files or folders, relative to the root), ignored ones left out.
 * May hold deleted files, links, submodules and (with many paths) files elsewhere. Null where git fails.
 */
export function listGitFiles(root: string, scopes: readonly string[]): string[] | null {
  const output = runGit(root, ['ls-files', '-co', '--exclude-standard', '-z', '--', ...pathspecs(scopes)]);
  return output && [...new Set(splitZero(output))];
}

/** Files that git would track, at and below the paths. May hold links and nested repositories. Null where git fails. */
export function listUntracked(root: string, paths: readonly string[]): string[] | null {
  const output = runGit(root, ['ls-files', '-o', '--exclude-standard', '-z', '--', ...pathspecs(paths)]);
  return output && splitZero(output);
}

/** Path arguments, or none (everything) where they would be too long. */
function pathspecs(scopes: readonly string[]): readonly string[] {
  if (scopes.includes('')) return [];
  return scopes.reduce((sum, scope) => sum + scope.length + 1, 0) > MAX_ARGUMENTS ? [] : scopes;
}

/**
 * Those of the files whose content is not all in the last commit: untracked, staged, or changed in the work tree.
 * Contents are compared by hash and not by time stamps. A file that git keeps in another form (clean filters) counts
 * as changed, but for line ends. Everything counts where git fails or nothing was ever committed.
 */
export function uncommittedFiles(root: string, files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const staged = runGit(root, [
    'diff-index',
    '--cached',
    '--name-only',
    '--no-renames',
    '-z',
    'HEAD',
    '--',
    ...pathspecs(files),
  ]);
  const index = runGit(root, ['ls-files', '-s', '-z', '--', ...pathspecs(files)]);
  if (staged === null || index === null) return [...files];
  const stagedFiles = new Set(splitZero(staged));
  const blobs = indexBlobs(index);
  return files.filter((file) => stagedFiles.has(file) || !hasContent(join(root, file), blobs.get(file)));
}

/** path → blob id, from `ls-files -s -z`; paths in conflict are left out, so they count as changed. */
function indexBlobs(output: Buffer): Map<string, string> {
  const blobs = new Map<string, string>();
  for (const entry of splitZero(output)) {
    const [, id, stage, file] = /^\d+ ([0-9a-f]+) (\d)\t(.*)$/s.exec(entry) ?? [];
    if (id && file && stage === '0') blobs.set(file, id);
  }
  return blobs;
}

/** Whether the file's bytes are the blob's, as they are or with CRLF stored as LF (`core.autocrlf`). */
export function hasContent(path: string, blob: string | undefined): boolean {
  if (blob === undefined) return false;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return false;
  }
  return isContent(bytes, blob);
}

/** Whether bytes are the blob's, as they are or with CRLF stored as LF. */
export function isContent(bytes: Buffer, blob: string): boolean {
  if (blobId(bytes, blob.length) === blob) return true;
  if (!bytes.includes('\r\n')) return false;
  return blobId(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'), blob.length) === blob;
}

/** Few runs hash anything: the module is loaded by those. */
function blobId(bytes: Buffer, hexDigits: number): string {
  const hash = process.getBuiltinModule('node:crypto').createHash(hexDigits === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
