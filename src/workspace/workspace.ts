/** The folder that a run works on: all that is read from and written to the disk goes through here. Synchronous. */
import { realpathSync } from 'node:fs';
import type { FileChange, ProjectFacts, SourceText } from '../pipeline.js';
import { isSource } from './file-kinds.js';
import { uncommittedFiles, workTreeRoot } from './git.js';
import { changedSince, stagedBlobs } from './git-changes.js';
import { ignoreFiles } from './ignore-files.js';
import { IGNORE_FILE, type Listing, type ListOptions, listFiles, type Tree } from './list-files.js';
import { type Neighbours, readNeighbours } from './neighbours.js';
import { byCodeUnits, insideRoot, isOffLimits } from './paths.js';
import { collectFacts } from './project.js';
import { type ReadOptions, readSources, type Sources, sourceFromBytes } from './read-sources.js';
import { type WriteResult, writeAll } from './write-all.js';

/** Files are named relative to `root`, with `/`, everywhere. */
export interface Workspace extends Tree {
  /** Which files a run looks at; see `listFiles`. Paths are relative to `cwd`, or absolute. */
  list(paths?: readonly string[], options?: ListOptions): Listing;
  /** Reads files and keeps those with a mark of v1; see `readSources`. */
  read(files: readonly string[], options?: ReadOptions): Sources;
  /** Files without a mark that belong to the sources; see `readNeighbours`. */
  neighbours(sources: readonly SourceText[], unmarked: readonly string[]): Neighbours;
  /** Package manifests above the sources, the manifests given, and the lock file. */
  facts(sources: readonly string[], manifests?: readonly string[]): ProjectFacts;
  /** As `read`, for what is staged in git and differs from the last commit. Null outside git, or where git fails. */
  readStaged(options?: ListOptions & ReadOptions): Sources | null;
  /** Files changed since the branch left `ref`; null outside git, or where there is no such ref. Not filtered. */
  changedSince(ref: string): readonly string[] | null;
  /** Those of the files that git could not give back; outside git all of them. */
  uncommitted(files: readonly string[]): readonly string[];
  /** Writes all changes or none; see `writeAll`. Call it once per set of changes that belong together. */
  write(changes: readonly FileChange[]): WriteResult;
}

/**
 * Opens the folder `cwd`. The root is the top of its git work tree, or the folder itself outside git.
 * Throws where `cwd` does not exist or may not be read.
 */
export function openWorkspace(cwd: string): Workspace {
  const real = realpathSync(cwd);
  const top = workTreeRoot(real);
  const tree: Tree = { root: top ?? real, cwd: real, inGit: top !== null };
  const { root, inGit } = tree;
  return {
    ...tree,
    list: (paths, options) => listFiles(tree, paths, options),
    read: (files, options) => readSources(root, files, options),
    neighbours: (sources, unmarked) => readNeighbours(root, sources, unmarked),
    facts: (sources, manifests) => collectFacts(root, sources, manifests),
    readStaged: (options) => (inGit ? readStaged(tree, options) : null),
    changedSince: (ref) => (inGit ? changedSince(root, ref) : null),
    uncommitted: (files) => (inGit ? uncommittedFiles(root, files) : [...files]),
    write: (changes) => writeAll(root, changes),
  };
}

/** The files below `cwd` as staged, told apart as `readSources` does. */
function readStaged({ root, cwd }: Tree, options: ListOptions & ReadOptions = {}): Sources | null {
  const { noIgnore = false, isWanted: isAsked = isSource } = options;
  const isIgnored = noIgnore ? () => false : ignoreFiles(root, [IGNORE_FILE]);
  const scope = insideRoot(root, cwd);
  const isWanted = (file: string) =>
    (scope === '' || file.startsWith(`${scope}/`)) && isAsked(file) && !isOffLimits(file) && !isIgnored(file, false);
  const blobs = stagedBlobs(root, isWanted);
  if (blobs === null) return null;
  const outcomes = blobs
    .toSorted((a, b) => byCodeUnits(a.file, b.file))
    .map(({ file, bytes }) => ({ file, outcome: sourceFromBytes(file, bytes, options) }));
  return {
    sources: outcomes.flatMap(({ outcome }) => (outcome && 'text' in outcome ? outcome : [])),
    problems: outcomes.flatMap(({ outcome }) => (outcome && 'kind' in outcome ? outcome : [])),
    unmarked: outcomes.flatMap(({ file, outcome }) => (outcome === null ? file : [])),
  };
}
