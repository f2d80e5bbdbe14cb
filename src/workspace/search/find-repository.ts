/**
 * The repository that a folder belongs to, found without starting git. Only where git would plainly say the same: what is
 * out of the ordinary is left to git itself, and so is whether it trusts the repository at all.
 */
import { lstatSync, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isOffLimits } from '../paths.js';

export interface Repository {
  /** the top of the work tree */
  readonly root: string;
  /** of this work tree: its index is in here */
  readonly gitFolder: string;
  /** it is ours, and of the plainest form: git would not refuse it */
  readonly isTrusted: boolean;
}

/** What of git's environment changes nothing of where a repository is and what it holds. */
const HARMLESS =
  /^GIT_(?:TERMINAL_PROMPT|PAGER|EDITOR|SEQUENCE_EDITOR|ASKPASS|SSH\w*|(?:AUTHOR|COMMITTER)_\w+|PREFIX|EXEC_PATH|MERGE_AUTOEDIT|LFS_\w+|OPTIONAL_LOCKS|TRACE\w*|REFLOG_ACTION|HTTP\w*|SSL\w*|ADVICE)$/;
/** Settings of a repository after which its files are elsewhere, or its index is of another form. */
const UNUSUAL = /^[^\S\n]*(?:worktree\s*=|bare\b(?!\s*=\s*false\s*$)|objectformat|worktreeconfig)/im;

/** A newer form of repository, which git may not know. */
const NEWER = /^[^\S\n]*(?:\[\s*extensions|repositoryformatversion\s*=(?![^\S\n]*0[^\S\n]*$))/im;
const HEAD = /^(?:ref:\s*refs\/.+|[0-9a-f]{40})\s*$/;

/** @param cwd a real path; `allowed`: variables that the caller heeds. Null where git should be asked. */
export function findRepository(cwd: string, allowed: readonly string[] = []): Repository | null {
  const names = Object.keys(process.env).filter((name) => /^GIT_/i.test(name));
  if (!names.every((name) => HARMLESS.test(name) || allowed.includes(name)) || isOffLimits(cwd)) return null;
  const device = statSync(cwd).dev;
  for (let folder = cwd; ; folder = dirname(folder)) {
    // git does not cross file systems, and takes a folder that looks like a repository without files for one
    if (statSync(folder).dev !== device || isGitFolder(folder)) return null;
    const dot = stats(join(folder, '.git'));
    if (dot) return opened(folder, join(folder, '.git'), dot);
    if (folder === dirname(folder)) return null;
  }
}

function opened(root: string, path: string, dot: Stats): Repository | null {
  const gitFolder = dot.isDirectory() ? path : dot.isFile() ? linked(root, path) : null;
  if (gitFolder === null) return null;
  const common = read(join(gitFolder, 'commondir'));
  const shared = common === null ? gitFolder : resolve(gitFolder, common.trim());
  if (!isGitFolder(gitFolder, shared)) return null;
  const config = read(join(shared, 'config'));
  if (config === null || UNUSUAL.test(config)) return null;
  const isPlain = !NEWER.test(config) && HEAD.test(read(join(gitFolder, 'HEAD')) ?? '');
  return { root, gitFolder, isTrusted: isPlain && [root, path, gitFolder, shared].every(isOurs) };
}

/** Of root alone git takes more than that for its own. */
function isOurs(path: string): boolean {
  return process.geteuid !== undefined && stats(path)?.uid === process.geteuid();
}

/** `.git` is a file in further work trees and in submodules. */
function linked(root: string, path: string): string | null {
  const [, target] = /^gitdir: (.+?)\r?\n?$/.exec(read(path) ?? '') ?? [];
  return target === undefined ? null : resolve(root, target);
}

function isGitFolder(folder: string, shared = folder): boolean {
  return (
    stats(join(folder, 'HEAD')) !== undefined &&
    stats(join(shared, 'objects'))?.isDirectory() === true &&
    stats(join(shared, 'refs'))?.isDirectory() === true
  );
}

function stats(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
