/** What a baseline makes of the findings of a run, and the baseline that the run leaves behind. */
import { basename, dirname, relative } from 'node:path';
import type { Finding } from '../finding.js';
import { isWanted } from '../plan/select.js';
import type { BaselineProgress, SuppressedFinding } from '../report/report.js';
import { writeAll } from '../workspace/index.js';
import type { AnalysedWorkspace } from './analyse-workspace.js';
import {
  type BaselineEntry,
  baselineText,
  type Compared,
  compare,
  type InScope,
  parseBaseline,
  pruned,
  readBaseline,
  updated,
} from './baseline.js';
import type { RunOptions } from './run-options.js';
import type { Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/** A baseline as a run begins with it. */
export interface Baseline {
  readonly path: string;
  /** how messages call it */
  readonly name: string;
  /** '' where there is no file yet */
  readonly text: string;
  readonly entries: readonly BaselineEntry[];
}

export interface Accepted {
  /** what is left to report */
  readonly findings: readonly Finding[];
  /** what the baseline holds of them */
  readonly held: readonly Finding[];
  readonly progress: BaselineProgress | null;
  /** the baseline holds findings that are there no more */
  readonly stale: boolean;
}

/** @throws UsageError where the file that is named is no baseline, or is missing and not to be made */
export function openBaseline(cwd: string, { baseline: path, updateBaseline }: RunOptions): Baseline | null {
  if (path === null) return null;
  const name = relative(cwd, path);
  const text = readBaseline(path, name);
  if (text === null && !updateBaseline)
    throw new UsageError(`--baseline ${name}: no such file; cfv1 lint --update-baseline writes it`);
  return { path, name, text: text ?? '', entries: text === null ? [] : parseBaseline(name, text) };
}

/** @throws UsageError where the baseline cannot be written */
export function accept(
  streams: Streams,
  run: AnalysedWorkspace,
  baseline: Baseline | null,
  options: RunOptions,
): Accepted {
  if (baseline === null) return { findings: run.findings, held: [], progress: null, stale: false };
  const scope = scopeOf(run, options);
  const compared = compare(baseline.entries, run.findings, scope);
  const entries = newEntries(baseline.entries, run, compared, scope, options);
  if (entries) {
    writeBaseline(baseline, baselineText(entries));
    const count = entries.reduce((sum, entry) => sum + entry.count, 0);
    tell(streams, `${baseline.name} holds ${findings(count)} now`);
  }
  const kept = compare(entries ?? baseline.entries, run.findings, scope);
  const gone = kept.gone.reduce((sum, { count }) => sum + count, 0);
  if (gone > 0) {
    const are = gone === 1 ? 'is' : 'are';
    tell(
      streams,
      `${findings(gone)} of ${baseline.name} ${are} gone; cfv1 lint --prune-baseline takes what is gone out`,
    );
  }
  return {
    findings: kept.fresh,
    held: run.findings.filter((finding) => !kept.fresh.includes(finding)),
    progress: { accepted: kept.accepted + gone, gone, fresh: kept.fresh.length },
    stale: gone > 0,
  };
}

/** As a report has them. */
export function suppressedBy(hidden: readonly Finding[], held: readonly Finding[]): readonly SuppressedFinding[] {
  return [
    ...hidden.map((finding) => ({ finding, by: 'comment' as const })),
    ...held.map((finding) => ({ finding, by: 'baseline' as const })),
  ];
}

/** Null where nothing is to be written. */
function newEntries(
  before: readonly BaselineEntry[],
  run: AnalysedWorkspace,
  { gone }: Compared,
  scope: InScope,
  { updateBaseline, pruneBaseline }: RunOptions,
): readonly BaselineEntry[] | null {
  if (!updateBaseline && !pruneBaseline) return null;
  if (run.errors.length > 0)
    throw new UsageError('the baseline is not written, since the run is incomplete:', messages(run));
  return updateBaseline ? updated(before, run.findings, scope) : pruned(before, gone);
}

function messages({ errors }: AnalysedWorkspace): string[] {
  return errors.map(({ message }) => `  ${message}`);
}

/** A run that looked at some files, or for some rules, says nothing of the others. */
function scopeOf({ selection }: AnalysedWorkspace, { migration }: RunOptions): InScope {
  const files = new Set([...selection.listing.files, ...selection.listing.manifests]);
  return ({ rule, file }) => (selection.whole || files.has(file)) && isWanted({ rule }, migration);
}

function writeBaseline({ path, name, text }: Baseline, after: string): void {
  if (after === text) return;
  const { errors } = writeAll(dirname(path), [{ file: basename(path), before: text, after }]);
  if (errors[0]) throw new UsageError(`--baseline ${name}: ${errors[0].message}`);
}

function tell({ stderr }: Streams, line: string): void {
  stderr.write(`cfv1: ${line}\n`);
}

function findings(count: number): string {
  return count === 1 ? '1 finding' : `${count} findings`;
}
