/** The folder that a run works on: all that is read from and written to the disk goes through here. Synchronous. */
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange, ProjectFacts, SourceText } from '../pipeline.js';
import { isSource } from './file-kinds.js';
import { diskStore, type FileStore } from './file-store.js';
import { uncommittedFiles, workTreeRoot } from './git.js';
import { changedFrom, mergeBase, nextParents, textsAt } from './git-changes.js';
import { ignoreFiles } from './ignore-files.js';
import { type Listing, type ListOptions, listFiles, type Tree } from './list-files.js';
import { type NeighbourOptions, type Neighbours, readNeighbours } from './neighbours.js';
import { IGNORE_FILE, isOffLimits } from './paths.js';
import { collectFacts } from './project.js';
import { type ReadOptions, readSources, type Sources, sourcesFrom } from './read-sources.js';
import { openStaged, type Staged } from './staged.js';
import { type WriteResult, writeAll } from './write-all.js';

/** What a run reads: the work tree, or what is staged. Files are named relative to `root`, with `/`, everywhere. */
export interface View {
  /** Before anything is read: what is looked up meanwhile is there. */
  ready(): Promise<void>;
  /** Reads files and keeps those with a mark of v1; see `readSources`. */
  read(files: readonly string[], options?: ReadOptions): Sources;
  /** Files without a mark that belong to the sources; see `readNeighbours`. */
  neighbours(sources: readonly SourceText[], unmarked: readonly string[], options?: NeighbourOptions): Neighbours;
  /** Package manifests above the sources, the manifests given, and the lock file. */
  facts(sources: readonly string[], manifests?: readonly string[]): ProjectFacts;
  /** Whether there is such a file. */
  has(file: string): boolean;
}

export interface Workspace extends Tree, View {
  /** Which files a run looks at; see `listFiles`. Paths are relative to `cwd`, or absolute. */
  list(paths?: readonly string[], options?: ListOptions): Listing;
  /** What is staged in git. Null outside git, or where git fails. */
  staged(): Staged | null;
  /** Files changed since the branch left `ref`, not filtered, and the commit where it did; or why that is not known. */
  changedSince(ref: string): ChangedSince | { readonly problem: string };
  /** The commits that the next one will follow. */
  parents(): readonly string[];
  /** The texts that files had in a commit; see `textsAt`. */
  textsAt(commit: string, files: readonly string[]): ReadonlyMap<string, string>;
  /** The work tree with another text in one file, which need not exist. */
  withFile(file: string, bytes: Buffer): View;
  /** Whether a run would look at such a file, if it were there. */
  takes(file: string, options?: ListOptions): boolean;
  /** Those of the files that git could not give back; outside git all of them. */
  uncommitted(files: readonly string[]): readonly string[];
  /** Writes all changes or none; see `writeAll`. Call it once per set of changes that belong together. */
  write(changes: readonly FileChange[]): WriteResult;
}

export interface ChangedSince {
  readonly commit: string;
  readonly files: readonly string[];
}

/**
 * Opens the folder `cwd`. The root is the top of its git work tree, or the folder itself outside git.
 * Throws where `cwd` does not exist or may not be read.
 * @param asksGit the run ends where git does not work
 */
export function openWorkspace(cwd: string, asksGit = false): Workspace {
  const real = realpathSync(cwd);
  const top = workTreeRoot(real, asksGit);
  return onTree({ root: top ?? real, cwd: real, inGit: top !== null });
}

const READY = async () => {};

/** A workspace where that is known. */
export function onTree(tree: Tree): Workspace {
  const { root, inGit } = tree;
  const store = diskStore(root);
  return {
    ...tree,
    ready: READY,
    list: (paths, options) => listFiles(tree, paths, options),
    read: (files, options) => readSources(root, files, options),
    neighbours: (sources, unmarked, options) => readNeighbours(store, sources, unmarked, options),
    facts: (sources, manifests) => collectFacts(store, sources, manifests),
    has: store.has,
    staged: () => (inGit ? openStaged(tree) : null),
    changedSince: (ref) => (inGit ? changedSince(root, ref) : { problem: 'this is no git repository' }),
    parents: () => nextParents(root),
    textsAt: (commit, files) => textsAt(root, commit, files),
    withFile: (file, bytes) => viewOf(withFile(store, file, bytes)),
    takes: (file, options) => takes(tree, file, options),
    uncommitted: (files) => (inGit ? uncommittedFiles(root, files) : [...files]),
    write: (changes) => writeAll(root, changes),
  };
}

/** What is read from a store. */
export function viewOf(store: FileStore): View {
  return {
    ready: READY,
    read: (files, options) => sourcesFrom(store, files, options),
    neighbours: (sources, unmarked, options) => readNeighbours(store, sources, unmarked, options),
    facts: (sources, manifests) => collectFacts(store, sources, manifests),
    has: store.has,
  };
}

function withFile(store: FileStore, file: string, content: Buffer): FileStore {
  return {
    bytes: (name, most) => (name !== file ? store.bytes(name, most) : content.length <= most ? content : null),
    has: (name) => name === file || store.has(name),
  };
}

function takes(tree: Tree, file: string, options: ListOptions = {}): boolean {
  const path = join(tree.root, file);
  if (existsSync(path)) return listFiles(tree, [path], options).files.includes(file);
  const { noIgnore = false, isWanted = isSource } = options;
  const isIgnored = noIgnore ? () => false : ignoreFiles(tree.root, ['.gitignore', IGNORE_FILE]);
  return isWanted(file) && !isOffLimits(file) && !isIgnored(file, false);
}

function changedSince(root: string, ref: string): ChangedSince | { readonly problem: string } {
  const base = mergeBase(root, ref);
  if ('problem' in base) return base;
  const files = changedFrom(root, base.commit);
  return files ? { commit: base.commit, files } : { problem: 'git does not tell what changed' };
}
