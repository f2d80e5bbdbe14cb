/** `cfv1 lint`: reports what is left of v1; with --fix it changes first what is safe to change. */
import { countsLine, summarise } from '../report/summary.js';
import type { Workspace } from '../workspace/index.js';
import { type AnalysedWorkspace, analyseWorkspace } from './analyse-workspace.js';
import type { ExitCode } from './exit-code.js';
import type { RunOptions } from './run-options.js';
import type { Streams } from './streams.js';

/** How `ci` differs from `lint`. */
export interface Strictness {
  /** on GitHub, annotations come by themselves */
  readonly annotate: boolean;
  /** a baseline that holds what is there no more fails */
  readonly failStale: boolean;
}

export async function lint(
  streams: Streams,
  workspace: Workspace,
  paths: readonly string[],
  options: RunOptions,
  strictness: Strictness = { annotate: false, failStale: false },
): Promise<ExitCode> {
  const baseline =
    options.baseline === null ? null : (await import('./accepted.js')).openBaseline(workspace.cwd, options);
  const run = await analyseWorkspace(streams, workspace, paths, options);
  if (isClean(run, options) && !(strictness.annotate && streams.env.GITHUB_ACTIONS)) {
    // the common end of a hook and of CI: nothing that writes reports is loaded for it
    streams.stderr.write(
      `${countsLine(summarise([], { scanned: run.scanned, parsed: run.analysis.parsed, changed: 0 }))}\n`,
    );
    return 0;
  }
  const { finishLint } = await import('./finish-lint.js');
  return finishLint(streams, workspace, run, baseline, options, strictness);
}

/** Nothing was found, and no report is asked for that says so. */
function isClean({ findings, errors, analysis, selection }: AnalysedWorkspace, options: RunOptions): boolean {
  const isSilent = options.formats.every(({ name, file }) => name === 'pretty' && file === null);
  const isPlain = isSilent && options.baseline === null && selection.input === null;
  return isPlain && findings.length === 0 && errors.length === 0 && analysis.changes.length === 0;
}
