/** `cfv1 lint`: reports what is left of v1; with --fix it changes first what is safe to change. */
import { buildReport } from '../report/report.js';
import { safe } from '../report/safe-text.js';
import { countsLine } from '../report/summary.js';
import type { Workspace } from '../workspace/index.js';
import { analyseChanged, analyseWorkspace, textsOf } from './analyse-workspace.js';
import { type ExitCode, lintExitCode } from './exit-code.js';
import { PRETTY_TO_STDOUT, printReport } from './print-report.js';
import type { RunOptions } from './run-options.js';
import type { Streams } from './streams.js';
import { checkCommitted, tellToStage, writeChanges } from './write-changes.js';

export async function lint(
  streams: Streams,
  workspace: Workspace,
  paths: readonly string[],
  options: RunOptions,
  /** on GitHub, annotations come by themselves */
  annotate = false,
): Promise<ExitCode> {
  const run = await analyseWorkspace(streams, workspace, paths, options);
  const changes = options.write ? run.analysis.changes : [];
  if (changes.length > 0) {
    checkCommitted(workspace, run, changes, options);
    await writeChanges(streams, workspace, changes);
  }
  const left = changes.length === 0 ? run : await analyseChanged(streams, run, changes, options);
  const report = buildReport({
    findings: left.findings,
    sources: textsOf(left),
    files: { scanned: run.scanned, parsed: run.analysis.parsed, changed: changes.length },
    errors: run.errors,
    quiet: options.quiet,
    migration: {
      done: changes.length > 0 ? 'written' : 'lint',
      ...(changes.length > 0 && { before: { findings: run.findings, sources: textsOf(run) } }),
      changes: changes.length > 0 ? changes : run.analysis.changes,
      safeOnly: options.migration.safeOnly,
      advice: run.analysis.advice,
    },
  });
  const formats = options.formats.length > 0 ? options.formats : PRETTY_TO_STDOUT;
  await printReport(streams, report, formats, { ...options, annotate });
  const fixed = changes.length > 0 ? safe`, ${changes.length} changed` : safe``;
  streams.stderr.write(safe`${countsLine(report.summary)}${fixed}\n`);
  const code = lintExitCode(left.findings, options.maxWarnings, run.errors.length > 0);
  if (changes.length === 0 || !run.selection.staged) return code;
  tellToStage(streams, changes);
  return code === 2 ? 2 : 1;
}
