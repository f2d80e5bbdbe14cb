/** What is staged in git, as a run sees it: the files that the next commit changes, and all others as the index has them. */
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isSource } from './file-kinds.js';
import { hasContent } from './git.js';
import { stagedPaths } from './git-changes.js';
import { type GitIndex, openIndex } from './git-index.js';
import { ignoreFiles } from './ignore-files.js';
import type { Listing, ListOptions, PathError, SkippedPath, Tree } from './list-files.js';
import { readNeighbours } from './neighbours.js';
import { byCodeUnits, IGNORE_FILE, insideRoot, isManifest, isOffLimits } from './paths.js';
import { collectFacts } from './project.js';
import { type Sources, sourcesFrom } from './read-sources.js';
import type { View } from './workspace.js';

export interface Staged extends View {
  /** Staged files that the next commit adds or changes, at and below the paths (as in `Workspace.list`). */
  list(paths: readonly string[], options?: ListOptions): Listing;
  /** Those of the files that lie in the work tree otherwise than they are staged. */
  partly(files: readonly string[]): readonly string[];
}

/** Null where git fails. */
export function openStaged(tree: Tree): Staged | null {
  const paths = stagedPaths(tree.root);
  const index = paths && openIndex(tree.root);
  if (!index) return null;
  return {
    ready: async () => {},
    list: (scopes, options = {}) => listStaged(tree, index, paths, scopes, options),
    partly: (files) => files.filter((file) => index.has(file) && !hasContent(join(tree.root, file), index.id(file))),
    read: (files): Sources => {
      index.prefetch(files);
      return sourcesFrom(index, files);
    },
    neighbours: (sources, unmarked, options) => readNeighbours(index, sources, unmarked, options),
    facts: (sources, manifests) => collectFacts(index, sources, manifests),
    has: index.has,
  };
}

function listStaged(
  tree: Tree,
  index: GitIndex,
  staged: readonly string[],
  given: readonly string[],
  { noIgnore = false, isWanted = isSource }: ListOptions,
): Listing {
  const isIgnored = noIgnore ? () => false : ignoreFiles(tree.root, [IGNORE_FILE]);
  const errors: PathError[] = [];
  const skipped: SkippedPath[] = [];
  const scopes = (given.length === 0 ? ['.'] : given).flatMap((path) => scopeOf(tree, index, path, errors));
  const wanted = (file: string) =>
    (isWanted(file) || isManifest(file)) &&
    !isOffLimits(file) &&
    !isIgnored(file, false) &&
    scopes.some((scope) => scope === '' || file === scope || file.startsWith(`${scope}/`));
  const conflicts = new Set(index.conflicts);
  const files = [...new Set(staged)].filter(wanted).sort(byCodeUnits);
  for (const file of files.filter((one) => conflicts.has(one)))
    errors.push({ path: file, kind: 'unreadable', message: `${file}: is in conflict; resolve and stage it` });
  const known = files.filter(index.has);
  return {
    files: known.filter((file) => !isManifest(file)),
    manifests: known.filter(isManifest),
    skipped,
    errors,
  };
}

/** A path of the command line, which may be in the index alone; relative to the root. */
function scopeOf({ root, cwd }: Tree, index: GitIndex, given: string, errors: PathError[]): string[] {
  const absolute = resolve(cwd, given);
  let real = absolute;
  let exists = true;
  try {
    real = realpathSync(absolute);
  } catch {
    exists = false;
  }
  const path = insideRoot(root, real);
  if (path === null) {
    errors.push({ path: given, kind: 'outside-root', message: `${given}: lies outside ${root}` });
    return [];
  }
  if (exists || index.has(path) || index.files.some((file) => file.startsWith(`${path}/`))) return [path];
  errors.push({ path: given, kind: 'missing', message: `${given}: no such file or folder` });
  return [];
}
