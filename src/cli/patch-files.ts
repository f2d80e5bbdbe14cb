/** The changed files of a run as a patch compares them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '../pipeline.js';
import type { PatchFile } from '../report/patch.js';
import type { Workspace } from '../workspace/index.js';
import type { AnalysedWorkspace } from './analyse-workspace.js';
import { hasBom } from './standard-input.js';
import { createdFiles } from './write-changes.js';

const BOM = '\uFEFF';

export function patchFiles(
  workspace: Workspace,
  run: AnalysedWorkspace,
  changes: readonly FileChange[],
): readonly PatchFile[] {
  const created = createdFiles(run, changes);
  return changes.map(({ file, before, after }) => {
    if (created.has(file)) return { file, before, after, created: true };
    // sources come without their byte order mark, and git compares bytes
    const { input } = run.selection;
    const mark = (input ? hasBom(input.bytes) : fileHasBom(join(workspace.root, file))) ? BOM : '';
    return { file, before: mark + before, after: mark + after, created: false };
  });
}

function fileHasBom(path: string): boolean {
  try {
    return hasBom(readFileSync(path));
  } catch {
    return false;
  }
}
