/** `cfv1 ci`: lint for continuous integration. It never writes, asks or shows progress. */
import type { Workspace } from '../workspace/index.js';
import type { ExitCode } from './exit-code.js';
import { lint } from './lint.js';
import type { RunOptions } from './run-options.js';
import type { Streams } from './streams.js';

export function ci(
  streams: Streams,
  workspace: Workspace,
  paths: readonly string[],
  options: RunOptions,
): Promise<ExitCode> {
  return lint(streams, workspace, paths, { ...options, write: false }, { annotate: true, failStale: true });
}
