/** The whole program as a recipe: sources in, findings and changed texts out. No IO, no options but the frozen ones. */
import { checkEdits } from './check/invariants.js';
import { migrateFile } from './edit/migrate-file.js';
import { findCalls } from './find/calls.js';
import { packageFacts } from './find/packages/facts.js';
import type { Finding } from './finding.js';
import { Fingerprints } from './fingerprint.js';
import type { MigrationOptions } from './options.js';
import { callFinding, neighbourFinding, parseFinding } from './plan/findings.js';
import { todoLines } from './plan/todo.js';
import { isFailure, parseModule } from './syntax/index.js';

/** One file's text, decoded, without BOM. `file` is relative to the root, with `/`. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** What is known about the repository beside the sources themselves. */
export interface ProjectFacts {
  /** every package.json that governs a source: relative path → text */
  readonly manifests: Readonly<Record<string, string>>;
  /** the lock file at the root, where there is one: tells the install command */
  readonly lockFile: 'package-lock.json' | 'npm-shrinkwrap.json' | 'yarn.lock' | 'pnpm-lock.yaml' | 'bun.lock' | null;
}

/** A file that changes as a whole: it is written entirely or not at all. */
export interface FileChange {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export interface Analysis {
  /** sorted by file (code units), start, rule */
  readonly findings: readonly Finding[];
  readonly changes: readonly FileChange[];
  /** files whose bytes held a v1 mark and were parsed */
  readonly parsed: number;
  /** lines for the reader after the report: install command, engines, unused dependencies */
  readonly advice: readonly string[];
}

interface FileResult {
  readonly findings: readonly Finding[];
  readonly change: FileChange | null;
}

/** Finds v1 in the sources and, where it can, writes v4. Deterministic; never throws for bad input. */
export function analyse(sources: readonly SourceText[], project: ProjectFacts, options: MigrationOptions): Analysis {
  const prints = new Fingerprints();
  const results = sources.map((source) => analyseFile(source, project, options, prints));
  return {
    findings: results.flatMap(({ findings }) => findings).sort(byPlace),
    changes: results.flatMap(({ change }) => (change ? [change] : [])),
    parsed: sources.length,
    advice: [],
  };
}

function analyseFile(
  source: SourceText,
  project: ProjectFacts,
  options: MigrationOptions,
  prints: Fingerprints,
): FileResult {
  const facts = packageFacts(source.file, project);
  const module = parseModule(source.file, source.text, facts.esm);
  if (isFailure(module)) return { findings: [parseFinding(module, prints)], change: null };
  const found = findCalls(module, facts);
  const migrated = migrateFile(module, found.calls, facts, options, (planned) => todoLines(planned, module, options));
  const failure = migrated.text === null ? null : checkEdits(module, migrated.text);
  const findings = [
    ...migrated.planned.map((planned) => callFinding(planned, module, failure, prints)),
    ...found.neighbours.map((neighbour) => neighbourFinding(neighbour, module, prints)),
  ];
  const change =
    migrated.text === null || failure ? null : { file: source.file, before: source.text, after: migrated.text };
  return { findings, change };
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
