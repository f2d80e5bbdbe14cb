/** Which files a run looks at. */
import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isSource } from './file-kinds.js';
import { errorCode, errorText } from './fs-error.js';
import { listGitFiles } from './git.js';
import { type IsIgnored, ignoreFiles } from './ignore-files.js';
import { foldersAbove, IGNORE_FILE, inOrder, insideRoot, isManifest, isOffLimits } from './paths.js';
import type { TreeFiles } from './search/work-tree.js';
import { type Walked, walk } from './walk.js';

/** Where files are listed. Both paths are real and absolute; `cwd` is the root or below it. */
export interface Tree {
  readonly root: string;
  readonly cwd: string;
  readonly inGit: boolean;
  /** what is known of the files below the paths without asking git; null where it must be asked */
  readonly known?: (paths: readonly string[]) => TreeFiles | null;
}

export interface ListOptions {
  /** look at what `.gitignore` and `.cfv1ignore` leave out; `node_modules` and `.git` stay out */
  readonly noIgnore?: boolean;
  /** default `isSource` */
  readonly isWanted?: (file: string) => boolean;
}

/** A path that cannot be looked at and makes the run incomplete. */
export interface PathError {
  readonly path: string;
  readonly kind: 'missing' | 'outside-root' | 'unreadable';
  readonly message: string;
}

/** A path left out on purpose; of what is ignored, only what was named. */
export interface SkippedPath {
  readonly path: string;
  readonly why: 'ignored' | 'unknown-type' | 'link-leaves-root' | 'broken-link';
}

export interface Listing {
  /** sources, relative to the root, with `/`, sorted by code units, each once and under its real name */
  readonly files: readonly string[];
  /** the `package.json` files among the paths, likewise */
  readonly manifests: readonly string[];
  readonly skipped: readonly SkippedPath[];
  readonly errors: readonly PathError[];
}

/** What `listFiles` gathers while it goes. */
interface Run {
  readonly tree: Tree;
  readonly noIgnore: boolean;
  readonly isWanted: (file: string) => boolean;
  readonly isIgnored: IsIgnored;
  readonly found: Set<string>;
  readonly skipped: SkippedPath[];
  readonly errors: PathError[];
}

interface Scope {
  /** as the user wrote it */
  readonly given: string;
  /** relative to the root; '' is the root */
  readonly path: string;
  readonly isDirectory: boolean;
}

/**
 * Lists the sources at and below the paths (relative to `cwd`, or absolute; none means `cwd`). In a git work tree what
 * git tracks or would track, else all files that no ignore file names. Named files of another type and ignored ones
 * are skipped without a word; a path that does not exist or lies outside the root is an error value. A link is listed
 * as the file it leads to, unless that is outside the root. Nested repositories and submodules are not entered.
 */
export function listFiles(tree: Tree, paths: readonly string[] = [], options: ListOptions = {}): Listing {
  const run = startRun(tree, options);
  const scopes = (paths.length === 0 ? ['.'] : paths).flatMap((given) => resolveScope(run, given) ?? []);
  const links = addKnown(run, scopes) ?? addCandidates(run, scopes);
  addLinkTargets(run, links);
  for (const { given, path, isDirectory } of scopes) {
    if (!isDirectory && !run.found.has(path)) run.skipped.push({ path: given, why: 'ignored' });
  }
  const sorted = inOrder(run.found);
  return {
    files: sorted.filter((file) => !isManifest(file)),
    manifests: sorted.filter(isManifest),
    skipped: run.skipped,
    errors: run.errors,
  };
}

function startRun(tree: Tree, { noIgnore = false, isWanted = isSource }: ListOptions): Run {
  const names = tree.inGit ? [IGNORE_FILE] : ['.gitignore', IGNORE_FILE];
  return {
    tree,
    noIgnore,
    isWanted: (file) => isWanted(file) || isManifest(file),
    isIgnored: noIgnore ? () => false : ignoreFiles(tree.root, names),
    found: new Set(),
    skipped: [],
    errors: [],
  };
}

/** One path of the command line; null where it is skipped or an error. */
function resolveScope({ tree, isWanted, skipped, errors }: Run, given: string): Scope | null {
  const absolute = resolve(tree.cwd, given);
  let real: string;
  let stats: Stats;
  try {
    real = realpathSync(absolute);
    stats = statSync(real);
  } catch (error) {
    const kind = ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error)) ? 'missing' : 'unreadable';
    const why = kind === 'missing' ? 'no such file or folder' : errorText(error);
    errors.push({ path: given, kind, message: `${given}: ${why}` });
    return null;
  }
  const path = insideRoot(tree.root, real);
  if (path === null) {
    if (insideRoot(tree.root, absolute) !== null) skipped.push({ path: given, why: 'link-leaves-root' });
    else errors.push({ path: given, kind: 'outside-root', message: `${given}: lies outside ${tree.root}` });
    return null;
  }
  if (isOffLimits(path)) skipped.push({ path: given, why: 'ignored' });
  else if (!stats.isDirectory() && !(stats.isFile() && isWanted(path)))
    skipped.push({ path: given, why: 'unknown-type' });
  else return { given, path, isDirectory: stats.isDirectory() };
  return null;
}

/** Out: links to look at; null where git must be asked. */
function addKnown(run: Run, scopes: readonly Scope[]): string[] | null {
  if (run.noIgnore || !run.tree.known) return null;
  const paths = scopes.map(({ path }) => path);
  const known = run.tree.known(paths);
  if (known === null) return null;
  const isFit = known.isOpen ? isTakenHere : isTaken;
  const isWithin = within(scopes);
  for (const file of known.files) if (isFit(run, file) && isWithin(file)) run.found.add(file);
  return known.links.filter((file) => isTaken(run, file) && isWithin(file));
}

/** Out: links to look at. */
function addCandidates(run: Run, scopes: readonly Scope[]): string[] {
  const { tree, noIgnore, found } = run;
  const isWithin = within(scopes);
  const links: string[] = [];
  const listed = tree.inGit && !noIgnore && scopes.length > 0 ? listGitFiles(tree.root, pathsOf(scopes)) : null;
  const named = listed ?? pathsOf(scopes.filter(({ isDirectory }) => !isDirectory));
  for (const file of named) if (isTaken(run, file) && isWithin(file)) addFile(run, file, links);
  for (const { path, isDirectory } of listed ? [] : scopes) {
    if (!isDirectory) continue;
    const walked = walkScope(run, path);
    for (const file of walked.files) if (isTakenHere(run, file)) found.add(file);
    links.push(...walked.links.filter((file) => isTakenHere(run, file)));
  }
  return links;
}

function pathsOf(scopes: readonly Scope[]): string[] {
  return scopes.map(({ path }) => path);
}

function walkScope({ tree, isIgnored, errors }: Run, path: string): Walked {
  const onError = (folder: string, error: unknown) => {
    const at = folder || '.';
    errors.push({ path: at, kind: 'unreadable', message: `${at}: ${errorText(error)}` });
  };
  return path !== '' && isIgnored(path, true) ? { files: [], links: [] } : walk(tree.root, path, isIgnored, onError);
}

/** Of what was found on a walk, which leaves out what is ignored. */
function isTakenHere({ isWanted }: Run, file: string): boolean {
  return isWanted(file) && !isOffLimits(file);
}

function isTaken({ isWanted, isIgnored }: Run, file: string): boolean {
  return isWanted(file) && !isOffLimits(file) && !isIgnored(file, false);
}

/** Whether a file is one of the scopes or below one. */
function within(scopes: readonly Scope[]): (file: string) => boolean {
  const files = new Set(scopes.flatMap(({ path, isDirectory }) => (isDirectory ? [] : path)));
  const folders = new Set(scopes.flatMap(({ path, isDirectory }) => (isDirectory ? path : [])));
  if (folders.has('')) return () => true;
  return (file) => files.has(file) || foldersAbove(file).some((folder) => folders.has(folder));
}

/** Regular files are found, links are put aside, the rest (deleted, folders, pipes) is nothing to read. */
function addFile({ tree, found }: Run, file: string, links: string[]): void {
  let stats: Stats | undefined;
  try {
    stats = lstatSync(`${tree.root}/${file}`, { throwIfNoEntry: false });
  } catch {
    return;
  }
  if (stats?.isSymbolicLink()) links.push(file);
  else if (stats?.isFile()) found.add(file);
}

/** Adds what links lead to: files inside the root that are not ignored and were not found by themselves. */
function addLinkTargets(run: Run, links: readonly string[]): void {
  const { tree, found, skipped } = run;
  const targets = new Set<string>();
  for (const link of links) {
    let target: string | null;
    try {
      const real = realpathSync(join(tree.root, link));
      target = insideRoot(tree.root, real);
      if (target !== null && !statSync(real).isFile()) continue;
    } catch {
      skipped.push({ path: link, why: 'broken-link' });
      continue;
    }
    if (target === null) skipped.push({ path: link, why: 'link-leaves-root' });
    else if (!found.has(target) && isTaken(run, target)) targets.add(target);
  }
  if (targets.size === 0) return;
  const listed = tree.inGit && !run.noIgnore ? listGitFiles(tree.root, [...targets]) : null;
  for (const target of listed ?? targets) {
    if (targets.has(target)) found.add(target);
  }
}
