/** The baseline: findings that were accepted for now. It names no lines, so it holds while code moves. */
import { readFileSync } from 'node:fs';
import type { Finding, RuleId } from '../finding.js';
import { kindOf } from '../fingerprint.js';
import { isRuleId } from '../report/rules.js';
import { byCodeUnits } from '../workspace/index.js';
import { UsageError } from './usage-error.js';

/** So many findings of one kind in one file. */
export interface BaselineEntry {
  readonly rule: RuleId;
  readonly file: string;
  readonly fingerprint: string;
  readonly count: number;
}

export interface Compared {
  /** findings that the baseline does not hold */
  readonly fresh: readonly Finding[];
  /** how many it holds */
  readonly accepted: number;
  /** what it holds and the run looked for and did not find; `count`: how many of them are gone */
  readonly gone: readonly BaselineEntry[];
}

/** Whether a run looked for such findings in such a file. */
export type InScope = (entry: Pick<BaselineEntry, 'rule' | 'file'>) => boolean;

const VERSION = 1;

/**
 * @param name how errors call it
 * @returns the text of the file; null where there is none
 * @throws UsageError where it cannot be read
 */
export function readBaseline(path: string, name: string): string | null {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return null;
    throw new UsageError(`--baseline ${name}: cannot be read (${code}); check the path`);
  }
}

/** @throws UsageError with one line where the text is no baseline of ours */
export function parseBaseline(name: string, text: string): readonly BaselineEntry[] {
  const wrong = (why: string) =>
    new UsageError(`--baseline ${name}: ${why}; mend it, or delete it and write it anew with --update-baseline`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong(/^<{7} /m.test(text) ? 'holds conflicts of a merge' : 'is not JSON');
  }
  if (typeof value !== 'object' || value === null || !('baselineVersion' in value))
    throw wrong('is no baseline of cfv1');
  const { baselineVersion, findings } = value as { baselineVersion: unknown; findings?: unknown };
  if (baselineVersion !== VERSION) {
    throw new UsageError(
      `--baseline ${name}: is of version ${JSON.stringify(baselineVersion)}, and this cfv1 reads ${VERSION}; use the cfv1 that wrote it`,
    );
  }
  if (!Array.isArray(findings)) throw wrong('holds no list of findings');
  const bad = findings.findIndex((entry) => !isEntry(entry));
  if (bad !== -1) throw wrong(`its finding ${bad + 1} is not understood`);
  return findings;
}

function isEntry(value: unknown): value is BaselineEntry {
  const { rule, file, fingerprint, count } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof rule === 'string' &&
    isRuleId(rule) &&
    typeof file === 'string' &&
    typeof fingerprint === 'string' &&
    /^[0-9a-f]{24}$/.test(fingerprint) &&
    Number.isSafeInteger(count) &&
    (count as number) > 0
  );
}

/** The text of a baseline: one finding a line, sorted, so that merges and diffs are of lines that belong together. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = [...entries]
    .sort(
      (a, b) => byCodeUnits(a.file, b.file) || byCodeUnits(a.rule, b.rule) || byCodeUnits(a.fingerprint, b.fingerprint),
    )
    .map(({ rule, file, fingerprint, count }) => `    ${JSON.stringify({ rule, file, fingerprint, count })}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "baselineVersion": ${VERSION},\n  "findings": ${list}\n}\n`;
}

export function compare(entries: readonly BaselineEntry[], findings: readonly Finding[], inScope: InScope): Compared {
  const left = new Map<string, number>();
  for (const entry of entries) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + entry.count);
  const fresh = findings.filter((finding) => {
    const key = keyOf(asEntry(finding));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  const gone = entries.flatMap((entry) => {
    const count = Math.min(entry.count, left.get(keyOf(entry)) ?? 0);
    if (count === 0 || !inScope(entry)) return [];
    left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) - count);
    return [{ ...entry, count }];
  });
  return { fresh, accepted: findings.length - fresh.length, gone };
}

/** What was found takes the place of what was held, as far as the run looked. */
export function updated(
  entries: readonly BaselineEntry[],
  findings: readonly Finding[],
  inScope: InScope,
): readonly BaselineEntry[] {
  const counted = new Map<string, BaselineEntry>();
  for (const entry of [...entries.filter((one) => !inScope(one)), ...findings.map(asEntry)]) {
    const before = counted.get(keyOf(entry));
    counted.set(keyOf(entry), before ? { ...before, count: before.count + entry.count } : entry);
  }
  return [...counted.values()];
}

/** Without what is gone; nothing is added. */
export function pruned(entries: readonly BaselineEntry[], gone: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const less = new Map(gone.map((entry) => [keyOf(entry), entry.count]));
  return entries.flatMap((entry) => {
    const count = entry.count - (less.get(keyOf(entry)) ?? 0);
    return count > 0 ? [{ ...entry, count }] : [];
  });
}

function asEntry(finding: Finding): BaselineEntry {
  return { rule: finding.rule, file: finding.file, fingerprint: kindOf(finding), count: 1 };
}

function keyOf({ rule, file, fingerprint }: BaselineEntry): string {
  return `${rule}\0${file}\0${fingerprint}`;
}
