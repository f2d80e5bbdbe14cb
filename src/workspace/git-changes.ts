/** What git says has changed: what is staged, and what differs from where another branch was left. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decode } from './decode.js';
import { hasContent, runGit, splitZero } from './git.js';
import { readBlobs } from './git-index.js';

/** The commit that changes are counted from, or one line that says why there is none. */
export type Base = { readonly commit: string } | { readonly problem: string };

const FILES = ['--no-renames', '--ignore-submodules=all', '--diff-filter=ACMRTU'];

/**
 * Paths of the index that differ from the last commit, but for those that were deleted; links and submodules among them.
 * Null where git fails.
 */
export function stagedPaths(root: string): string[] | null {
  const changed = (base: string) => runGit(root, ['diff-index', '--cached', '--name-only', '-z', ...FILES, base]);
  const output = changed('HEAD') ?? beforeFirst(root, changed);
  return output ? splitZero(output) : null;
}

/** What `ask` gives for the tree that holds nothing, where there is no commit yet. */
function beforeFirst<Given>(root: string, ask: (base: string) => Given): Given | null {
  const base = headOrNothing(root);
  return base === null || base === 'HEAD' ? null : ask(base);
}

/** `HEAD`, or before the first commit the tree that holds nothing. */
export function headOrNothing(root: string): string | null {
  if (runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])) return 'HEAD';
  const output = runGit(root, ['hash-object', '-t', 'tree', '--stdin'], '');
  return output && line(output);
}

/** Where `ref` and `HEAD` parted. */
export function mergeBase(root: string, ref: string): Base {
  // what looks like an option is no ref
  const commit = ref.startsWith('-')
    ? null
    : runGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const shallow = line(runGit(root, ['rev-parse', '--is-shallow-repository']) ?? Buffer.alloc(0)) === 'true';
  const fetch = 'fetch more: actions/checkout with fetch-depth: 0, or git fetch --unshallow';
  if (!commit) {
    return {
      problem: shallow ? `${ref} is not in this shallow clone; ${fetch}` : `${ref} is no commit; check the name`,
    };
  }
  const base = runGit(root, ['merge-base', line(commit), 'HEAD']);
  if (base) return { commit: line(base) };
  const apart = `${ref} and HEAD have no commit in common`;
  return { problem: shallow ? `${apart} in this shallow clone; ${fetch}` : `${apart}; name another` };
}

/** Files of the work tree that differ from a commit, untracked ones included. Null where git fails. */
export function changedFrom(root: string, commit: string): string[] | null {
  const harmless = withoutFilters(root);
  const output = harmless && runGit(root, [...harmless, 'diff-index', '--raw', '--no-abbrev', '-z', ...FILES, commit]);
  const untracked = runGit(root, ['ls-files', '-o', '--exclude-standard', '-z']);
  if (output === null || untracked === null) return null;
  const parts = splitZero(output);
  const files = new Set(splitZero(untracked));
  for (let i = 0; i + 1 < parts.length; i += 2) {
    // `:100644 100644 <old id> 000… M`: no new id where the time stamp alone may have changed
    const [, id, status] = /^:\d+ \d+ ([0-9a-f]+) 0+ (\w)/.exec(parts[i]!) ?? [];
    const file = parts[i + 1]!;
    if (id === undefined || status !== 'M' || !hasContent(join(root, file), id)) files.add(file);
  }
  return [...files];
}

/**
 * Settings that switch off the programs through which the repository's own configuration has files read: where a time
 * stamp tells too little, git reads the file to compare it. Null where one has a name that cannot be said.
 */
function withoutFilters(root: string): string[] | null {
  const output = runGit(root, ['config', '--list', '--name-only', '-z']);
  if (output === null) return null;
  const names = new Set(splitZero(output).flatMap((name) => /^filter\.(.*)\.[^.]*$/s.exec(name)?.[1] ?? []));
  if ([...names].some((name) => name.includes('='))) return null;
  return [...names].flatMap((name) =>
    ['clean=', 'process=', 'required=false'].flatMap((set) => ['-c', `filter.${name}.${set}`]),
  );
}

/** The commits that the next one will follow: `HEAD` (or nothing yet), and what a merge under way brings in. */
export function nextParents(root: string): string[] {
  const head = headOrNothing(root);
  const path = runGit(root, ['rev-parse', '--git-path', 'MERGE_HEAD']);
  let merged: readonly string[] = [];
  try {
    if (path) merged = readFileSync(resolve(root, line(path)), 'utf8').match(/^[0-9a-f]{40,64}$/gm) ?? [];
  } catch {
    // no merge
  }
  return [...(head === null ? [] : [head]), ...merged];
}

/** The texts that the files had in a commit, where they were there and are text; a file that was renamed, as it was. */
export function textsAt(root: string, commit: string, files: readonly string[]): ReadonlyMap<string, string> {
  const before = renamedFrom(root, commit);
  const ids = idsAt(root, commit, new Set(files.map((file) => before.get(file) ?? file)));
  const blobs = readBlobs(root, [...ids.values()]);
  const texts = new Map<string, string>();
  for (const file of files) {
    const blob = blobs.get(ids.get(before.get(file) ?? file) ?? '');
    const decoded = blob && decode(blob);
    if (decoded?.ok) texts.set(file, decoded.text);
  }
  return texts;
}

/** New name → old name. The work tree is not asked: what git would run to read it is for the repository to say. */
function renamedFrom(root: string, commit: string): ReadonlyMap<string, string> {
  const only = ['--ignore-submodules=all', '--diff-filter=R', '-M'];
  const output = runGit(root, ['diff-index', '--cached', '--name-status', '-z', ...only, commit]);
  const parts = output ? splitZero(output) : [];
  const names = new Map<string, string>();
  for (let i = 0; i + 2 < parts.length; i += 3) names.set(parts[i + 2]!, parts[i + 1]!);
  return names;
}

function idsAt(root: string, commit: string, files: ReadonlySet<string>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const output = runGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  for (const entry of output ? splitZero(output) : []) {
    const [, id, file] = /^100\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    if (id && file !== undefined && files.has(file)) ids.set(file, id);
  }
  return ids;
}

function line(output: Buffer): string {
  return output.toString('utf8').trim();
}
