/** Findings counted by something that they have in common. */
import type { Applicability } from '../finding.js';
import { byCodeUnits } from '../workspace/index.js';
import type { ReportFinding } from './report.js';

export interface Tally {
  readonly name: string;
  readonly counts: Readonly<Record<Applicability, number>>;
  readonly all: number;
}

/** @param keyOf null: the finding is not counted. @returns sorted by name */
export function tally(findings: readonly ReportFinding[], keyOf: (finding: ReportFinding) => string | null): Tally[] {
  const byName = new Map<string, Record<Applicability, number>>();
  for (const finding of findings) {
    const name = keyOf(finding);
    if (name === null) continue;
    const counts = byName.get(name) ?? { safe: 0, review: 0, manual: 0 };
    counts[finding.applicability] += 1;
    byName.set(name, counts);
  }
  return [...byName]
    .map(([name, counts]) => ({ name, counts, all: counts.safe + counts.review + counts.manual }))
    .sort((a, b) => byCodeUnits(a.name, b.name));
}
