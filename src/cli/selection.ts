/** Which files a run looks at and where it reads them: all, those staged, those changed since a branch, standard input. */
import { resolve } from 'node:path';
import type { Finding } from '../finding.js';
import type { Listing, PathError, Staged, View, Workspace } from '../workspace/index.js';
import type { RunOptions } from './run-options.js';
import type { Input } from './standard-input.js';
import { UsageError } from './usage-error.js';

export interface Selection {
  readonly view: View;
  readonly listing: Listing;
  /** the files were chosen one by one: those around them are not in the listing */
  readonly partial: boolean;
  /** what is reported are findings in files of the listing alone */
  readonly narrow: boolean;
  /** no file of the repository is left out */
  readonly whole: boolean;
  readonly staged: Staged | null;
  /** the file whose text came from standard input */
  readonly input: Input | null;
  /** commits that `--new-only` compares with: a line that one of them has is not new; null: everything is reported */
  readonly bases: readonly string[] | null;
}

/**
 * @param paths as given on the command line; none: the current folder
 * @throws UsageError where a path does not exist or lies outside the root, or git does not tell what changed
 */
export function select(workspace: Workspace, paths: readonly string[], options: RunOptions): Selection {
  const { noIgnore } = options;
  if (options.staged) return stagedSelection(workspace, paths, options);
  const listing = checked(workspace.list(paths, { noIgnore }));
  if (options.since === null) {
    const folders = paths.length === 0 ? [workspace.cwd] : paths.map((path) => resolve(workspace.cwd, path));
    const whole = folders.includes(workspace.root);
    return {
      view: workspace,
      listing,
      whole,
      partial: isByFile(listing, paths),
      narrow: false,
      staged: null,
      input: null,
      bases: null,
    };
  }
  const since = workspace.changedSince(options.since);
  if ('problem' in since) throw new UsageError(`--since ${options.since}: ${since.problem}`);
  const changed = new Set(since.files);
  const isChanged = (file: string) => changed.has(file);
  return {
    view: workspace,
    staged: null,
    input: null,
    listing: {
      ...listing,
      files: listing.files.filter(isChanged),
      manifests: listing.manifests.filter(isChanged),
    },
    partial: true,
    narrow: true,
    whole: false,
    bases: options.newOnly ? [since.commit] : null,
  };
}

function stagedSelection(workspace: Workspace, paths: readonly string[], { noIgnore, newOnly }: RunOptions): Selection {
  const staged = workspace.staged();
  if (!staged) throw new UsageError('--staged: this is no git repository, or git does not tell what is staged');
  const listing = checked(staged.list(paths, { noIgnore }));
  return {
    view: staged,
    listing,
    partial: true,
    narrow: true,
    whole: false,
    staged,
    input: null,
    bases: newOnly ? workspace.parents() : null,
  };
}

/** Findings in what was chosen; the files around it are read for what they tell. */
export function inSelection({ narrow, listing }: Selection, findings: readonly Finding[]): readonly Finding[] {
  if (!narrow) return findings;
  const chosen = new Set([...listing.files, ...listing.manifests]);
  return findings.filter(({ file }) => chosen.has(file));
}

function isByFile({ files, manifests }: Listing, paths: readonly string[]): boolean {
  return paths.length > 0 && files.length + manifests.length <= paths.length;
}

function checked(listing: Listing): Listing {
  const errors = listing.errors.filter(({ kind }) => kind !== 'unreadable');
  if (errors.length > 0) throw pathError(errors);
  return listing;
}

function pathError(errors: readonly PathError[]): UsageError {
  if (errors.length === 1) return new UsageError(`${errors[0]!.message}; check the path`);
  return new UsageError(
    'check these paths:',
    errors.map(({ message }) => message),
  );
}
