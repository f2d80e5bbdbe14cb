/** What `cfv1 lint` does once something was found, or is asked for beside the findings: it writes, compares, reports. */
import { buildReport } from '../report/report.js';
import { safe } from '../report/safe-text.js';
import { countsLine } from '../report/summary.js';
import type { Workspace } from '../workspace/index.js';
import { accept, type Baseline, suppressedBy } from './accepted.js';
import { type AnalysedWorkspace, analyseChanged, newAlone, textsOf } from './analyse-workspace.js';
import { type ExitCode, lintExitCode } from './exit-code.js';
import type { Strictness } from './lint.js';
import { PRETTY_TO_STDOUT, printReport } from './print-report.js';
import type { RunOptions } from './run-options.js';
import { printInput, reportStreams } from './standard-input.js';
import type { Streams } from './streams.js';
import { checkCommitted, tellToStage, writeChanges } from './write-changes.js';

export async function finishLint(
  streams: Streams,
  workspace: Workspace,
  run: AnalysedWorkspace,
  baseline: Baseline | null,
  options: RunOptions,
  { annotate, failStale }: Strictness,
): Promise<ExitCode> {
  const changes = options.write ? run.analysis.changes : [];
  const { input } = run.selection;
  if (changes.length > 0 && !input) {
    checkCommitted(workspace, run, changes, options);
    await writeChanges(streams, workspace, changes);
  }
  const left = changes.length === 0 ? run : await analyseChanged(streams, run, changes, options);
  const accepted = accept(streams, left, baseline, options);
  const findings = await newAlone(workspace, left, accepted.findings);
  const report = buildReport({
    findings,
    sources: textsOf(left),
    files: { scanned: run.scanned, parsed: run.analysis.parsed, changed: changes.length },
    errors: run.errors,
    quiet: options.quiet,
    suppressed: suppressedBy(left.hidden, accepted.held),
    ...(accepted.progress && { baseline: accepted.progress }),
    migration: {
      done: changes.length > 0 ? 'written' : 'lint',
      ...(changes.length > 0 && { before: { findings: run.findings, sources: textsOf(run) } }),
      changes: changes.length > 0 ? changes : run.analysis.changes,
      safeOnly: options.migration.safeOnly,
      advice: run.analysis.advice,
    },
  });
  const formats = options.formats.length > 0 ? options.formats : PRETTY_TO_STDOUT;
  await printReport(reportStreams(streams, run, options), report, formats, { ...options, annotate });
  if (input && options.write) printInput(streams, input, changes);
  const fixed = changes.length > 0 ? safe`, ${changes.length} changed` : safe``;
  streams.stderr.write(safe`${countsLine(report.summary)}${fixed}\n`);
  const code = lintExitCode(findings, options.maxWarnings, run.errors.length > 0);
  const unstaged = changes.length > 0 && run.selection.staged !== null;
  if (unstaged) tellToStage(streams, changes);
  return code === 0 && (unstaged || (accepted.stale && failStale)) ? 1 : code;
}
