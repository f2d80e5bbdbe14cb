/** Writes changes that belong together: all of them or none. */
import type * as NodeFs from 'node:fs';
import type { FileChange } from '../pipeline.js';
import { commit, discard, restore, type Staged, stage } from './write.js';
import { asWriteError, type FileSystem, type WriteError } from './write-target.js';

// not as `import *`, which touches all that the module would load later
const nodeFs: typeof NodeFs = process.getBuiltinModule('node:fs');

export interface WriteResult {
  /** files that hold the new text now, in the order of the changes */
  readonly written: readonly string[];
  /** empty where all is written; each file that stood in the way */
  readonly errors: readonly WriteError[];
}

/**
 * Lays all new contents ready beside their files, then renames all. Where one cannot be laid ready nothing is renamed,
 * and every file in the way is named. Where a rename fails, those before it are put back from their kept originals;
 * a file that could not be put back is in `written` and in `errors`. Never throws. A process that is killed between
 * two renames leaves each file old or new.
 */
export function writeAll(root: string, changes: readonly FileChange[], fs: FileSystem = nodeFs): WriteResult {
  const staged: Staged[] = [];
  const errors: WriteError[] = [];
  for (const change of changes) {
    try {
      staged.push(stage(root, change, fs));
    } catch (error) {
      errors.push(asWriteError(change.file, error));
    }
  }
  const done: Staged[] = [];
  for (const one of errors.length === 0 ? staged : []) {
    try {
      commit(one, fs);
      done.push(one);
    } catch (error) {
      errors.push(asWriteError(one.file, error));
      break;
    }
  }
  if (errors.length === 0) return { written: done.map(({ file }) => file), errors };
  // newest first, so that a folder is empty again when its turn to go comes
  for (const one of staged.toReversed()) if (!done.includes(one)) discard(one, fs);
  return { written: putBack(done, errors, fs), errors };
}

/** Out: the files that could not be put back. */
function putBack(done: readonly Staged[], errors: WriteError[], fs: FileSystem): string[] {
  const left: string[] = [];
  for (const one of done.toReversed()) {
    try {
      restore(one, fs);
    } catch (error) {
      left.unshift(one.file);
      const { message } = asWriteError(one.file, error);
      errors.push({
        file: one.file,
        kind: 'io',
        message: `the file keeps its new text, putting the old one back failed: ${message}`,
      });
    }
  }
  return left;
}
