/**
 * A workspace in git whose files are searched while the program is still getting ready; a small one is read here, which
 * takes less than starting git does.
 */
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { insideRoot, isOffLimits } from '../paths.js';
import { readSources } from '../read-sources.js';
import { onTree, type Workspace } from '../workspace.js';
import { findRepository } from './find-repository.js';
import { startGrep } from './git-grep.js';
import { indexBytes, readIndex } from './read-index.js';
import { type TreeFiles, treeFiles } from './work-tree.js';

/** Git does not see the folder as it was taken, or cannot search it: what the workspace said so far may be wrong. */
class Unconfirmed extends Error {}

export interface Searching {
  readonly workspace: Workspace;
  /** False where what the workspace said may be wrong. */
  isConfirmed(): Promise<boolean>;
  /** Ends the search, where it is under way. */
  stop(): void;
}

/**
 * @param paths those that the run looks at, relative to `cwd`; none: `cwd`
 * @param small bytes of an index up to which git is not started
 * @returns null where git has to be asked step by step, as `openWorkspace` does
 */
export function openSearching(cwd: string, paths: readonly string[], small = SMALL_INDEX): Searching | null {
  const real = realpathSync(cwd);
  const repository = findRepository(real);
  if (!repository) return null;
  const { root, gitFolder, isTrusted } = repository;
  const scopes = scopesOf(root, real, paths);
  if (!scopes) return null;
  const index = indexBytes(join(gitFolder, 'index'));
  if (!index) return null;
  const grep = isTrusted && index.length < small ? null : startGrep(root, scopes);
  const tracked = readIndex(index);
  const here = insideRoot(root, real);
  const known = tracked && here !== null && (here === '' || hasBelow(tracked.files.keys(), here));
  if (!known) {
    grep?.stop();
    return null;
  }
  let hits: ReadonlySet<string> | null = null;
  let isRefused = false;
  const searched = (file: string) =>
    hits?.has(file) === false && tracked.files.get(file) === true && scopes.some((scope) => isWithin(file, scope));
  const tree = {
    root,
    cwd: real,
    inGit: true,
    known: (below: readonly string[]): TreeFiles | null => {
      const files = treeFiles(root, tracked, below);
      // where git was never started, it need not be there
      isRefused = files === null && grep === null;
      if (isRefused) throw new Unconfirmed();
      return files;
    },
  };
  return {
    workspace: {
      ...onTree(tree),
      read: (files, options) => readSources(root, files, { ...options, isUnmarked: searched }),
      ready: async () => {
        if (!grep) return;
        hits ??= await grep.found;
        if (hits === null) throw new Unconfirmed();
      },
    },
    isConfirmed: async () => (grep === null ? !isRefused : (await grep.found) !== null),
    stop: () => grep?.stop(),
  };
}

/** Relative to the root, where all of them are there and plainly inside; else null. */
function scopesOf(root: string, cwd: string, paths: readonly string[]): string[] | null {
  const scopes: string[] = [];
  for (const path of paths.length === 0 ? ['.'] : paths) {
    let scope: string | null;
    try {
      scope = insideRoot(root, realpathSync(resolve(cwd, path)));
    } catch {
      return null;
    }
    if (scope === null || isOffLimits(scope)) return null;
    scopes.push(scope);
  }
  return scopes.length > MOST_SCOPES ? null : scopes;
}

/** bytes; that of some hundred files */
const SMALL_INDEX = 100_000;
/** More would make too long a command line. */
const MOST_SCOPES = 100;

function hasBelow(files: Iterable<string>, folder: string): boolean {
  for (const file of files) if (isWithin(file, folder)) return true;
  return false;
}

function isWithin(file: string, scope: string): boolean {
  return scope === '' || file === scope || file.startsWith(`${scope}/`);
}
