/** What a migration moved, or would, and what it leaves: for reports that tell more than the findings. */
import type { Finding } from '../finding.js';
import type { FileChange } from '../pipeline.js';
import { lineAfter } from './changes.js';
import type { Done, MigrationInput, Report, ReportBasis, ReportFinding } from './report.js';
import { WRITTEN_RULES } from './rules.js';
import { redact, type SafeText } from './safe-text.js';

export interface Migration {
  readonly done: Done;
  /** calls that v4 takes over; lines are those of the text as it is now */
  readonly moved: readonly ReportFinding[];
  /** what a person has to do by hand, or has not decided yet */
  readonly left: readonly ReportFinding[];
  /** the files that change, as they were and as they are then; not masked: `changes.ts` alone shows them */
  readonly changes: readonly FileChange[];
  readonly advice: readonly SafeText[];
}

/** Rules that name what a migration wrote. */
const AFTERMATH: ReadonlySet<string> = new Set(['todo', 'v1-bridge']);

const NOTHING: MigrationInput = { done: 'lint', changes: [], safeOnly: false, advice: [] };

/** @param report as `buildReport` made it; kept, as several forms ask for it */
export function migrationOf(report: Report): Migration {
  let known = KNOWN.get(report);
  if (!known) {
    known = makeMigration(report.basis);
    KNOWN.set(report, known);
  }
  return known;
}

const KNOWN = new WeakMap<Report, Migration>();

function makeMigration(basis: ReportBasis): Migration {
  const migration = basis.input.migration ?? NOTHING;
  const { before, done, changes, advice } = migration;
  const moves = isMoved(migration);
  const left = before ? isOlder(before.findings, changes) : (finding: Finding) => !moves(finding);
  return {
    done,
    moved: movedFindings(basis, migration, moves),
    left: basis.input.findings.filter((finding) => basis.isShown(finding) && left(finding)).map(basis.show()),
    changes,
    advice: advice.map(redact),
  };
}

function isMoved({ changes, safeOnly }: MigrationInput): (finding: Finding) => boolean {
  const changed = new Set(changes.map(({ file }) => file));
  return ({ rule, applicability, file }) =>
    WRITTEN_RULES.has(rule) &&
    changed.has(file) &&
    (applicability === 'safe' || (applicability === 'review' && !safeOnly));
}

function movedFindings(
  { input, isShown, show }: ReportBasis,
  { before, changes }: MigrationInput,
  moves: (finding: Finding) => boolean,
): readonly ReportFinding[] {
  const moved = (before?.findings ?? input.findings).filter((finding) => isShown(finding) && moves(finding));
  if (!before) return moved.map(show());
  const lines = new Map(changes.map((change) => [change.file, lineAfter(change)]));
  return moved.map(show(before.sources)).map((finding) => {
    const { line } = finding.range.start;
    const place = { line: lines.get(finding.file)?.(line) ?? line, column: 1 };
    return { ...finding, range: { start: place, end: place } };
  });
}

/** A TODO or a bridge that this run wrote says of a moved call what is said of it already. */
function isOlder(before: readonly Finding[], changes: readonly FileChange[]): (finding: Finding) => boolean {
  const prints = new Set(before.map(({ fingerprint }) => fingerprint));
  const changed = new Set(changes.map(({ file }) => file));
  return ({ rule, file, fingerprint }) => !AFTERMATH.has(rule) || !changed.has(file) || prints.has(fingerprint);
}
