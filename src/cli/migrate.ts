/** `cfv1 migrate`: shows what would change, or changes it, and reports what is left. */
import type { Finding } from '../finding.js';
import type { FileChange } from '../pipeline.js';
import { forLog } from '../report/build-log.js';
import { painter, takesColour } from '../report/colour.js';
import { completePatch, type PatchFile, shownPatch, terminalPatch } from '../report/patch.js';
import { buildReport } from '../report/report.js';
import { safe } from '../report/safe-text.js';
import { countsLine, migrationSummary, summarise } from '../report/summary.js';
import type { Workspace } from '../workspace/index.js';
import { accept, type Baseline, openBaseline, suppressedBy } from './accepted.js';
import { type AnalysedWorkspace, analyseChanged, analyseWorkspace, textsOf } from './analyse-workspace.js';
import { type ExitCode, previewExitCode, writtenExitCode } from './exit-code.js';
import { checkTerminal, chooseChanges } from './interactive.js';
import { writeOutput } from './output-file.js';
import { patchFiles } from './patch-files.js';
import { PRETTY_TO_STDOUT, printReport } from './print-report.js';
import type { RunOptions } from './run-options.js';
import { printInput, reportStreams } from './standard-input.js';
import type { Streams } from './streams.js';
import { checkCommitted, tellToStage, writeChanges } from './write-changes.js';

export async function migrate(
  streams: Streams,
  workspace: Workspace,
  paths: readonly string[],
  options: RunOptions,
): Promise<ExitCode> {
  if (options.interactive) checkTerminal(streams);
  const baseline = openBaseline(workspace.cwd, options);
  const run = await analyseWorkspace(streams, workspace, paths, options);
  const { changes } = run.analysis;
  const { input } = run.selection;
  const writes = options.write || options.interactive;
  if (writes && !input) checkCommitted(workspace, run, changes, options);
  const patches = options.diff || options.patchFile || options.interactive ? patchFiles(workspace, run, changes) : [];
  if (options.patchFile !== null) writeOutput(options.patchFile, completePatch(patches), true);
  if (options.diff) printPatch(streams, patches, options);
  if (!writes) return preview(streams, run, options, baseline);
  const chosen = options.interactive ? await chooseChanges(streams, changes, patches, options) : changes;
  if (input) printInput(streams, input, chosen);
  else await writeChanges(streams, workspace, chosen);
  return written(streams, run, chosen, options, baseline);
}

async function preview(
  streams: Streams,
  run: AnalysedWorkspace,
  options: RunOptions,
  baseline: Baseline | null,
): Promise<ExitCode> {
  const files = { scanned: run.scanned, parsed: run.analysis.parsed, changed: run.analysis.changes.length };
  const { errors } = run;
  const { findings, held, progress } = accept(streams, run, baseline, options);
  const migration = {
    done: 'preview' as const,
    changes: run.analysis.changes,
    safeOnly: options.migration.safeOnly,
    advice: run.analysis.advice,
  };
  const common = {
    sources: textsOf(run),
    files,
    errors,
    quiet: options.quiet,
    suppressed: suppressedBy(run.hidden, held),
    migration,
    ...(progress && { baseline: progress }),
  };
  if (options.formats.length > 0 || options.diff) {
    await printReport(streams, buildReport({ ...common, findings }), options.formats, options);
  } else {
    // what is safe needs nobody's attention: the summary counts it, and --diff shows it
    const changed = new Set(run.analysis.changes.map(({ file }) => file));
    const moves = ({ applicability, rule, file }: Finding) =>
      applicability === 'safe' && rule !== 'unused-suppression' && changed.has(file);
    const open = findings.filter((finding) => !moves(finding));
    await printReport(streams, buildReport({ ...common, findings: open }), PRETTY_TO_STDOUT, options);
  }
  streams.stderr.write(
    forLog(
      `${migrationSummary(summarise(findings, files), 'preview', run.analysis.advice)}\n${nextStep(run, options)}`,
      streams.env,
    ),
  );
  return previewExitCode(findings, files.changed, errors.length > 0);
}

function nextStep({ analysis: { changes } }: AnalysedWorkspace, { diff }: RunOptions): string {
  if (changes.length === 0) return '';
  return diff
    ? 'cfv1 migrate --write makes these changes\n'
    : 'cfv1 migrate --diff shows the changes, --write makes them\n';
}

async function written(
  streams: Streams,
  run: AnalysedWorkspace,
  changes: readonly FileChange[],
  options: RunOptions,
  baseline: Baseline | null,
): Promise<ExitCode> {
  const left = changes.length === 0 ? run : await analyseChanged(streams, run, changes, options);
  const accepted = accept(streams, left, baseline, options);
  const files = { scanned: run.scanned, parsed: run.analysis.parsed, changed: changes.length };
  const report = buildReport({
    findings: accepted.findings,
    sources: textsOf(left),
    files,
    errors: run.errors,
    quiet: options.quiet,
    suppressed: suppressedBy(left.hidden, accepted.held),
    ...(accepted.progress && { baseline: accepted.progress }),
    migration: {
      done: 'written',
      before: { findings: run.findings, sources: textsOf(run) },
      changes,
      safeOnly: options.migration.safeOnly,
      advice: run.analysis.advice,
    },
  });
  const formats = options.formats.length > 0 || options.diff ? options.formats : PRETTY_TO_STDOUT;
  await printReport(reportStreams(streams, run, options), report, formats, options);
  const summary = migrationSummary(summarise(run.findings, files), 'written', run.analysis.advice);
  streams.stderr.write(forLog(`${summary}\n${safe`left: ${countsLine(report.summary)}\n`}`, streams.env));
  const code = writtenExitCode(accepted.findings, run.errors.length > 0);
  if (changes.length === 0 || !run.selection.staged) return code;
  tellToStage(streams, changes);
  return code === 2 ? 2 : 1;
}

function printPatch(streams: Streams, patches: readonly PatchFile[], { colour }: RunOptions): void {
  const patch = shownPatch(patches);
  const text = streams.stdout.isTTY
    ? terminalPatch(patch, painter(takesColour(streams.stdout, streams.env, colour)))
    : patch.text;
  const shown = forLog(text, streams.env);
  // no line may be applied as it is shown in a build log
  if (text !== '') streams.stdout.write(shown === text ? text : shown.replace(/^@@ (?!masked )/gm, '@@ masked '));
  if (shown !== text) {
    streams.stderr.write(
      'cfv1: the patch holds lines that GitHub would take for commands; --patch-file FILE writes it as it is\n',
    );
  }
  const { maskedLines } = patch;
  if (maskedLines === 0) return;
  const lines = maskedLines === 1 ? '1 line of the patch holds' : `${maskedLines} lines of the patch hold`;
  streams.stderr.write(
    `cfv1: ${lines} a credential, which is masked: git will not apply it; --patch-file FILE writes it complete\n`,
  );
}
