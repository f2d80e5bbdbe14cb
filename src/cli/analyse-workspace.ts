/** Reads what a run looks at, analyses it, and adds what could not be analysed. */
import { posix } from 'node:path';
import { namesAction } from '../catalogue/action-names.js';
import { BRIDGE_NAME } from '../find/bridge-file.js';
import type { Finding } from '../finding.js';
import { fingerprint, numbered } from '../fingerprint.js';
import type { Rejected } from '../pipeline/file-result.js';
import type { Analysis, FileChange, ProjectFacts, SourceText } from '../pipeline.js';
import { byCodeUnits, inOrder, type Listing, type ReadProblem, type View, type Workspace } from '../workspace/index.js';
import { withEngineSettings } from './engine-settings.js';
import type { RunOptions } from './run-options.js';
import { inSelection, type Selection, select } from './selection.js';
import { checkpoint, type Streams } from './streams.js';

const FILES_PER_THREAD = 50;

export interface RunProblem {
  readonly file: string | null;
  readonly message: string;
}

/** What a run knows: the texts as they are on disk, and what they mean. */
export interface AnalysedWorkspace {
  readonly selection: Selection;
  readonly sources: readonly SourceText[];
  readonly project: ProjectFacts;
  readonly analysis: Analysis;
  /** files that `--verify-types` refused */
  readonly rejected: Rejected;
  /** those of the analysis, and files that could not be analysed; sorted by file, start, rule */
  readonly findings: readonly Finding[];
  /** findings that comments in the code hide */
  readonly hidden: readonly Finding[];
  /** what makes the run incomplete */
  readonly errors: readonly RunProblem[];
  /** how many files were looked at */
  readonly scanned: number;
}

/**
 * @param paths as given on the command line; none: the current folder
 * @param more files relative to the root that are read too, even if they are ignored
 * @throws UsageError where the selection cannot be made; see `select`
 */
export async function analyseWorkspace(
  streams: Streams,
  workspace: Workspace,
  paths: readonly string[],
  options: RunOptions,
  more: readonly string[] = [],
): Promise<AnalysedWorkspace> {
  const asked =
    options.stdinFilename === null
      ? select(workspace, paths, options)
      : await (await import('./standard-input.js')).inputSelection(streams, workspace, paths, options);
  const { view, listing, whole, partial } = asked;
  await checkpoint(streams);
  await view.ready();
  const files = inOrder([...listing.files, ...more, ...helperModule(view, options)]);
  const kept = { secrets: options.migration.secrets !== false };
  const read = view.read(files, kept);
  const bridges = bridgeModules(
    view,
    read.sources.map(({ file }) => file),
  );
  const {
    sources: marked,
    problems,
    unmarked,
  } = bridges.length === 0 ? read : view.read(inOrder([...files, ...bridges]), kept);
  await checkpoint(streams);
  const { importers, others } = view.neighbours(marked, unmarked, {
    partial,
    manifests: listing.manifests,
    mayAsk: namesAction,
  });
  const found = [...marked, ...importers].sort((a, b) => byCodeUnits(a.file, b.file));
  const facts = view.facts(
    found.map(({ file }) => file),
    // by itself a manifest is of interest for the packages that it names
    found.length > 0 ? listing.manifests : view.read(listing.manifests).sources.map(({ file }) => file),
  );
  const elsewhere =
    whole || found.length === 0
      ? []
      : (await import('./package-elsewhere.js')).packageElsewhere(workspace, view, found, facts, options);
  const all = {
    ...facts,
    ...(others.length > 0 && { others }),
    ...(elsewhere.length > 0 && { elsewhere }),
    ...(whole && { whole }),
  };
  const { selection, sources, project } = await partOf(asked, found, all, options);
  const analyse = (files: Rejected) => analyseTexts(streams, sources, project, options, files);
  const { analysis: whatIs, rejected } = options.migration.verifyTypes
    ? await (await import('./verify-types.js')).analyseVerified(
        streams,
        workspace.root,
        options.migration.helpers,
        analyse,
      )
    : { analysis: await analyse(new Map()), rejected: new Map() };
  const analysis = selection.input
    ? (await import('./standard-input.js')).inputChanges(whatIs, selection.input)
    : whatIs;
  const findings = inSelection(selection, withProblems(analysis.findings, problems, options));
  return {
    selection,
    sources,
    project,
    analysis,
    rejected,
    findings,
    hidden: inSelection(selection, analysis.hidden),
    errors: runErrors(listing, problems),
    // package.json files are read for what they say, and counted where they hold something.
    scanned: countOf(options.shard ? selection.listing.files : files, findings),
  };
}

/** How many files were looked at; those with findings are among them, or beside them. */
function countOf(files: readonly string[], findings: readonly Finding[]): number {
  return findings.length === 0 ? files.length : new Set([...files, ...findings.map(({ file }) => file)]).size;
}

/** With `--shard` one part of what was found; the rest is known, and not analysed. */
async function partOf(
  selection: Selection,
  sources: readonly SourceText[],
  project: ProjectFacts,
  { shard }: RunOptions,
): Promise<Pick<AnalysedWorkspace, 'selection' | 'sources' | 'project'>> {
  if (shard === null) return { selection, sources, project };
  const { divided } = await import('./divided.js');
  const part = await divided(selection.listing, sources, project, shard);
  return { ...part, selection: { ...selection, listing: part.listing, narrow: true } };
}

/** With `--new-only` the findings on added lines, else all of them. */
export async function newAlone(
  workspace: Workspace,
  run: AnalysedWorkspace,
  findings: readonly Finding[],
): Promise<readonly Finding[]> {
  const { bases } = run.selection;
  if (bases === null || findings.length === 0) return findings;
  const { onNewLines } = await import('./new-lines.js');
  return onNewLines(workspace, findings, new Map(textsOf(run).map(({ file, text }) => [file, text])), bases);
}

/** The module of `--helpers` if it exists: what it holds already is not written again. */
function helperModule(view: View, { migration: { helpers } }: RunOptions): readonly string[] {
  return helpers !== null && view.has(helpers) ? [helpers] : [];
}

/** Bridges above or beside the files, that were not asked for: what they hold already is not written again. */
function bridgeModules(view: View, files: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const file of files)
    for (let at = posix.dirname(file); ; at = posix.dirname(at)) {
      if (folders.has(at)) break;
      folders.add(at);
      if (at === '.') break;
    }
  const known = new Set(files);
  return [...folders]
    .flatMap((folder) => BRIDGE_EXTENSIONS.map((extension) => posix.join(folder, `${BRIDGE_NAME}${extension}`)))
    .filter((file) => !known.has(file) && view.has(file));
}

const BRIDGE_EXTENSIONS = ['.js', '.cjs', '.mjs', '.ts'];

/** What is left once the changes are made; nothing is read again. */
export async function analyseChanged(
  streams: Streams,
  before: AnalysedWorkspace,
  changes: readonly FileChange[],
  options: RunOptions,
): Promise<AnalysedWorkspace> {
  const after = new Map(changes.map((change) => [change.file, change.after]));
  const manifests = Object.fromEntries(
    Object.entries(before.project.manifests).map(([file, text]) => [file, after.get(file) ?? text]),
  );
  const known = new Set([...before.sources.map(({ file }) => file), ...Object.keys(manifests)]);
  const sources = [
    ...before.sources.map((source) => ({ ...source, text: after.get(source.file) ?? source.text })),
    ...changes.filter(({ file }) => !known.has(file)).map((change) => ({ file: change.file, text: change.after })),
  ].sort((a, b) => byCodeUnits(a.file, b.file));
  const project = { ...before.project, manifests };
  const analysis = await analyseTexts(streams, sources, project, options, before.rejected);
  const unanalysed = before.findings.filter((finding) => !before.analysis.findings.includes(finding));
  const findings = inSelection(before.selection, sorted([...analysis.findings, ...unanalysed]));
  const hidden = inSelection(before.selection, analysis.hidden);
  return { ...before, sources, project, analysis, findings, hidden };
}

/** Every text that findings count their offsets in. */
export function textsOf({ sources, project }: AnalysedWorkspace): readonly SourceText[] {
  return [...Object.entries(project.manifests).map(([file, text]) => ({ file, text })), ...sources];
}

async function analyseTexts(
  streams: Streams,
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: RunOptions,
  rejected: Rejected,
): Promise<Analysis> {
  // a tree without a mark of v1 must not pay for the parser
  if (sources.length === 0 && !Object.values(project.manifests).some((text) => /cloudflare/i.test(text))) {
    return { findings: [], hidden: [], changes: [], parsed: 0, advice: [] };
  }
  const jobs = Math.min(sources.length, options.jobs ?? jobsThatPay(sources.length));
  if (jobs > 1) {
    const { analyseInThreads } = await import('./threads.js');
    return withEngineSettings(sources, () =>
      analyseInThreads(jobs, sources, project, options.migration, rejected, streams.signal),
    );
  }
  const { analyse } = await import('../pipeline.js');
  return withEngineSettings(sources, () =>
    streams.uninterrupted(() => analyse(sources, project, options.migration, rejected)),
  );
}

/**
 * A thread loads the parser anew, which costs as much as some dozen files. What V8 does beside each (compiling, clearing
 * away) takes two thirds of its time once more: on two processors one thread is as fast as two, with half the memory.
 */
function jobsThatPay(files: number): number {
  if (files < 2 * FILES_PER_THREAD) return 1;
  const others = process.getBuiltinModule('node:os').availableParallelism() - 1;
  return Math.max(1, Math.min(others, Math.floor(files / FILES_PER_THREAD)));
}

function runErrors(listing: Listing, problems: readonly ReadProblem[]): readonly RunProblem[] {
  return [
    ...listing.errors.map(({ path, message }) => ({ file: path, message })),
    ...problems.filter(({ kind }) => kind === 'unreadable').map(({ file, message }) => ({ file, message })),
  ];
}

function withProblems(
  findings: readonly Finding[],
  problems: readonly ReadProblem[],
  { migration: { only, skip } }: RunOptions,
): readonly Finding[] {
  const wanted = (only.length === 0 || only.includes('not-analysed')) && !skip.includes('not-analysed');
  if (!wanted) return findings;
  const more = problems.filter(({ kind }) => kind !== 'unreadable').map(notAnalysed);
  return more.length === 0 ? findings : sorted([...findings, ...numbered(more)]);
}

function notAnalysed({ file, kind, message }: ReadProblem): Finding {
  return {
    rule: 'not-analysed',
    severity: 'error',
    applicability: 'manual',
    message,
    file,
    range: { start: 0, end: 0 },
    related: [],
    fingerprint: fingerprint('not-analysed', file, kind),
  };
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) => byCodeUnits(a.file, b.file) || a.range.start - b.range.start || byCodeUnits(a.rule, b.rule),
  );
}
