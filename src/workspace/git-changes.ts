/** What git says has changed: the staged blobs, and the files that differ from another commit. */
import { runGit, splitZero } from './git.js';

/** A file as it lies in the index. */
export interface StagedBlob {
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * Added, changed and renamed regular files of the index, with the bytes that the next commit would hold.
 * In: the top of the work tree; which paths (relative to it) are wanted. Null where git fails.
 */
export function stagedBlobs(root: string, isWanted: (file: string) => boolean): StagedBlob[] | null {
  const base = runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD']) ? 'HEAD' : emptyTree(root);
  if (base === null) return null;
  const filter = ['--diff-filter=ACMRT', '--no-renames', '--ignore-submodules=all'];
  const output = runGit(root, ['diff-index', '--cached', '--raw', '--no-abbrev', '-z', ...filter, base]);
  if (output === null) return null;
  const blobs: { file: string; id: string }[] = [];
  const parts = splitZero(output);
  for (let i = 0; i + 1 < parts.length; i += 2) {
    // `:100644 100755 <old id> <new id> M`; links and submodules have other modes
    const [, id] = /^:\d+ 100\d+ [0-9a-f]+ ([0-9a-f]+) /.exec(parts[i]!) ?? [];
    const file = parts[i + 1]!;
    if (id && isWanted(file)) blobs.push({ file, id });
  }
  const contents = readBlobs(
    root,
    blobs.map(({ id }) => id),
  );
  return contents && blobs.map(({ file }, index) => ({ file, bytes: contents[index]! }));
}

/**
 * Files that differ between the work tree and where `ref` and `HEAD` parted, untracked ones included; some may differ
 * only in their time stamps. Null where there is no such ref or no common commit (a shallow clone).
 */
export function changedSince(root: string, ref: string): string[] | null {
  // what looks like an option is no ref
  if (ref.startsWith('-')) return null;
  const commit = runGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const base = commit && runGit(root, ['merge-base', line(commit), 'HEAD']);
  if (!base) return null;
  const filter = ['--diff-filter=d', '--no-renames', '--ignore-submodules=all'];
  const changed = runGit(root, ['diff-index', '--name-only', '-z', ...filter, line(base)]);
  const untracked = runGit(root, ['ls-files', '-o', '--exclude-standard', '-z']);
  return changed && untracked && [...new Set([...splitZero(changed), ...splitZero(untracked)])];
}

function emptyTree(root: string): string | null {
  const output = runGit(root, ['hash-object', '-t', 'tree', '--stdin'], '');
  return output && line(output);
}

function line(output: Buffer): string {
  return output.toString('utf8').trim();
}

/** The contents in the order asked for; null where one is missing. */
function readBlobs(root: string, ids: readonly string[]): Buffer[] | null {
  if (ids.length === 0) return [];
  const output = runGit(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  if (output === null) return null;
  const blobs: Buffer[] = [];
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf('\n', at);
    const [, found, size] = /^([0-9a-f]+) blob (\d+)$/.exec(output.toString('latin1', at, end)) ?? [];
    if (end < 0 || found !== id || size === undefined) return null;
    blobs.push(output.subarray(end + 1, end + 1 + Number(size)));
    // the content is followed by a line feed
    at = end + 1 + Number(size) + 1;
  }
  return blobs;
}
