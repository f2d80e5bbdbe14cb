/** Writes the changes of a run, after asking git whether they could be taken back. */
import type { FileChange } from '../pipeline.js';
import type { Staged, Workspace } from '../workspace/index.js';
import { type AnalysedWorkspace, textsOf } from './analyse-workspace.js';
import type { RunOptions } from './run-options.js';
import { checkpoint, type Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/** Files that the changes would make. */
export function createdFiles(run: AnalysedWorkspace, changes: readonly FileChange[]): ReadonlySet<string> {
  const known = new Set(textsOf(run).map(({ file }) => file));
  return new Set(changes.filter(({ file, before }) => before === '' && !known.has(file)).map(({ file }) => file));
}

/** @throws UsageError with the files that git could not give back, unless they may be changed all the same */
export function checkCommitted(
  workspace: Workspace,
  run: AnalysedWorkspace,
  changes: readonly FileChange[],
  { allowDirty }: RunOptions,
): void {
  if (run.selection.staged) {
    checkWhollyStaged(run.selection.staged, changes);
    return;
  }
  if (allowDirty) return;
  const created = createdFiles(run, changes);
  const files = changes.map(({ file }) => file).filter((file) => !created.has(file));
  const dirty = workspace.uncommitted(files);
  if (dirty.length === 0) return;
  const why = workspace.inGit ? 'have uncommitted changes; commit or stash them' : 'are not in a git repository';
  throw new UsageError(
    `nothing is written, since these files ${why}, or use --allow-dirty:`,
    dirty.map((file) => `  ${file}`),
  );
}

/** What is staged is what git can give back; what was written besides in the work tree could not be kept. */
function checkWhollyStaged(staged: Staged, changes: readonly FileChange[]): void {
  const partly = staged.partly(changes.map(({ file }) => file));
  if (partly.length === 0) return;
  throw new UsageError(
    'nothing is written, since these files are staged in part; stage or stash the rest of their changes:',
    partly.map((file) => `  ${file}`),
  );
}

/** After writing: the index still holds what was there before, and only a person should change it. */
export function tellToStage(streams: Streams, changes: readonly FileChange[]): void {
  const files = changes.length === 1 ? '1 file is' : `${changes.length} files are`;
  streams.stderr.write(`cfv1: ${files} changed in the work tree; stage what was changed (git add) and commit again\n`);
}

/**
 * All changes or none.
 * @throws UsageError with each file that stood in the way, Interrupted where a signal came before
 */
export async function writeChanges(
  streams: Streams,
  workspace: Workspace,
  changes: readonly FileChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await checkpoint(streams);
  const { written, errors } = workspace.write(changes);
  if (errors.length === 0) return;
  const what = written.length === 0 ? 'nothing is written' : `${written.length} files are written, the others are not`;
  throw new UsageError(
    `${what}:`,
    errors.map(({ file, message }) => `  ${file}: ${message}`),
  );
}
