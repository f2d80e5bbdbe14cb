/** `--stdin-filename`: the text of one file comes from standard input, what becomes of it goes to standard output. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { Analysis, FileChange } from '../pipeline.js';
import { standsAlone } from '../report/changes.js';
import type { Workspace } from '../workspace/index.js';
import type { AnalysedWorkspace } from './analyse-workspace.js';
import type { RunOptions } from './run-options.js';
import type { Selection } from './selection.js';
import type { Streams } from './streams.js';
import { UsageError } from './usage-error.js';

export interface Input {
  /** relative to the root */
  readonly file: string;
  readonly bytes: Buffer;
}

const BOM = Buffer.from('\uFEFF');

/**
 * The file alone, with all others as they are on the disk for what they tell of it.
 * @throws UsageError where it lies outside the root, Interrupted
 */
export async function inputSelection(
  streams: Streams,
  workspace: Workspace,
  paths: readonly string[],
  { stdinFilename, noIgnore }: RunOptions,
): Promise<Selection> {
  if (paths.length > 0) throw new UsageError('--stdin-filename names the only file; leave out the paths');
  const file = pathOf(workspace, stdinFilename!);
  const bytes = await readAll(streams);
  const isListed = workspace.takes(file, { noIgnore });
  return {
    view: workspace.withFile(file, bytes),
    listing: { files: isListed ? [file] : [], manifests: [], skipped: [], errors: [] },
    partial: true,
    narrow: true,
    whole: false,
    staged: null,
    input: { file, bytes },
    bases: null,
  };
}

/** The file need not exist, nor its folder. */
function pathOf({ root, cwd }: Workspace, given: string): string {
  let path = resolve(cwd, given);
  try {
    path = join(realpathSync(dirname(path)), basename(path));
  } catch {
    // a new folder
  }
  const inside = relative(root, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside)
    throw new UsageError(`--stdin-filename ${given}: lies outside ${root}`);
  return inside.split(sep).join('/');
}

async function readAll({ stdin, signal }: Streams): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of addAbortSignal(signal, stdin)) chunks.push(Buffer.from(chunk));
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  return Buffer.concat(chunks);
}

/** What can be done to the file without changing others. */
export function inputChanges(analysis: Analysis, { file }: Input): Analysis {
  const { changes } = analysis;
  return { ...analysis, changes: changes.filter((change) => change.file === file && standsAlone(change, changes)) };
}

/** The whole text, changed or as it came. */
export function printInput({ stdout }: Streams, { bytes }: Input, [change]: readonly FileChange[]): void {
  if (!change) stdout.write(bytes);
  else stdout.write(Buffer.concat([hasBom(bytes) ? BOM : Buffer.alloc(0), Buffer.from(change.after)]));
}

/** Where the new text goes to stdout, what people read goes to stderr. */
export function reportStreams(streams: Streams, { selection }: AnalysedWorkspace, { write }: RunOptions): Streams {
  return selection.input && write ? { ...streams, stdout: streams.stderr } : streams;
}

export function hasBom(bytes: Buffer): boolean {
  return bytes.subarray(0, BOM.length).equals(BOM);
}
