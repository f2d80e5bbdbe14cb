/** The index of git as a place to read files from: what the next commit would hold. */
import { join, resolve } from 'node:path';
import { type FileStore, readBytes } from './file-store.js';
import { INDEX_VARIABLE, isContent, runGit, splitZero } from './git.js';
import { findRepository } from './search/find-repository.js';
import { indexBytes, readStaged, type StagedFiles } from './search/read-index.js';

export interface GitIndex extends FileStore {
  /** regular files; links and submodules are none, and neither are files in conflict */
  readonly files: readonly string[];
  /** files that a merge left in conflict */
  readonly conflicts: readonly string[];
  /** the id of a file's content, undefined where there is no such file */
  id(file: string): string | undefined;
  /** Fetches the contents of several files at once: asking git for each takes longer. */
  prefetch(files: Iterable<string>): void;
}

/**
 * The index of the work tree at `root`, or of `GIT_INDEX_FILE`; null where git fails. A file that lies in the work tree
 * as it is staged is read from there, with its own line ends.
 */
export function openIndex(root: string): GitIndex | null {
  const staged = stagedFiles(root) ?? listStaged(root);
  if (staged === null) return null;
  const { paths, conflicts, id } = staged;
  const known = new Map<string, Buffer | null>();

  function load(file: string, id: string): Buffer | null {
    const bytes = readBytes(join(root, file), Number.POSITIVE_INFINITY);
    return bytes !== null && isContent(bytes, id) ? bytes : null;
  }

  function prefetch(files: Iterable<string>): void {
    const missing = new Map<string, string>();
    for (const file of files) {
      const content = id(file);
      if (content === undefined || known.has(file)) continue;
      const bytes = load(file, content);
      if (bytes !== null) known.set(file, bytes);
      else missing.set(file, content);
    }
    const contents = readBlobs(root, [...missing.values()]);
    for (const [file, content] of missing) known.set(file, contents.get(content) ?? null);
  }

  function bytes(file: string, most: number): Buffer | null {
    if (!known.has(file)) prefetch([file]);
    const content = known.get(file) ?? null;
    return content !== null && content.length <= most ? content : null;
  }

  return {
    files: paths,
    conflicts,
    id,
    has: (file) => id(file) !== undefined,
    prefetch,
    bytes,
  };
}

/** From the index itself; null where it is out of the ordinary. */
function stagedFiles(root: string): StagedFiles | null {
  const repository = findRepository(root, [INDEX_VARIABLE]);
  if (repository?.root !== root) return null;
  const bytes = indexBytes(resolve(root, process.env[INDEX_VARIABLE] ?? join(repository.gitFolder, 'index')));
  return bytes && readStaged(bytes);
}

/** As git says it. */
function listStaged(root: string): StagedFiles | null {
  const output = runGit(root, ['ls-files', '-s', '-z']);
  if (output === null) return null;
  const ids = new Map<string, string>();
  const conflicts = new Set<string>();
  for (const entry of splitZero(output)) {
    const [, mode, id, stage, file] = /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(entry) ?? [];
    if (!mode?.startsWith('100') || !id || file === undefined) continue;
    if (stage === '0') ids.set(file, id);
    else conflicts.add(file);
  }
  return { paths: [...ids.keys()], conflicts: [...conflicts], id: (path) => ids.get(path) };
}

/** Contents by their ids; those that are not to be had are left out. */
export function readBlobs(root: string, ids: readonly string[]): ReadonlyMap<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  if (ids.length === 0) return blobs;
  const output = runGit(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  if (output === null) return blobs;
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    if (end < 0) break;
    const [, id, type, size] = /^([0-9a-f]+) (\w+) (\d+)$/.exec(output.toString('latin1', at, end)) ?? [];
    at = end + 1;
    // `<id> missing`
    if (id === undefined || size === undefined) continue;
    if (type === 'blob') blobs.set(id, output.subarray(at, at + Number(size)));
    // the content is followed by a line feed
    at += Number(size) + 1;
  }
  return blobs;
}
