/** What the reports of a migration say in words, and how they put findings together. */
import { REASONS, type ReasonId } from '../plan/reasons.js';
import { byCodeUnits } from '../workspace/paths.js';
import type { Migration } from './migration.js';
import type { BaselineProgress, Done, ReportFinding } from './report.js';
import { RULES } from './rules.js';

export interface Words {
  /** heads of columns and rows of counts */
  readonly movedSafe: string;
  readonly movedReview: string;
  readonly leftTotal: string;
  readonly files: string;
  /** titles of what is listed */
  readonly review: string;
  readonly left: string;
}

const SECTIONS = { review: 'To review', left: 'Left' };

export const DONE_WORDS: Readonly<Record<Done, Words>> = {
  lint: {
    movedSafe: 'can move, safe',
    movedReview: 'can move, to review',
    leftTotal: 'left',
    files: 'files that a migration changes',
    ...SECTIONS,
  },
  preview: {
    movedSafe: 'would move, safe',
    movedReview: 'would move, to review',
    leftTotal: 'left',
    files: 'files that would change',
    ...SECTIONS,
  },
  written: {
    movedSafe: 'moved, safe',
    movedReview: 'moved, to review',
    leftTotal: 'left',
    files: 'files changed',
    ...SECTIONS,
  },
};

export function isToReview({ applicability }: ReportFinding): boolean {
  return applicability === 'review';
}

/** Findings with the same reason, or of the same rule where there is none. */
export interface Group {
  /** as `cfv1 explain` takes it */
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly findings: readonly ReportFinding[];
}

/** @returns those with most findings first */
export function groups(findings: readonly ReportFinding[]): readonly Group[] {
  const byId = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    const id = finding.reason ?? finding.rule;
    const list = byId.get(id);
    if (list) list.push(finding);
    else byId.set(id, [finding]);
  }
  return [...byId]
    .map(([id, list]) => ({ id, title: titleOf(id, list), help: list[0]?.help ?? '', findings: list }))
    .sort((a, b) => b.findings.length - a.findings.length || byCodeUnits(a.id, b.id));
}

/** The message where it is one, else that of the reason without its particulars, else what the rule finds. */
function titleOf(id: string, findings: readonly ReportFinding[]): string {
  const [first] = findings;
  if (!first) return '';
  if (findings.every(({ message }) => message === first.message)) return first.message;
  const says = Object.hasOwn(REASONS, id) ? REASONS[id as ReasonId].message : RULES[first.rule].what;
  return says.replace(/`?\{\w+\}`?/g, '…').replace(/\.$/, '');
}

/** What becomes of the findings of one action, file or folder. */
export interface Subject {
  readonly name: string;
  readonly safe: number;
  readonly review: number;
  readonly left: number;
}

/** @param keyOf null: the finding is not counted. @returns sorted by name */
export function bySubject(
  { moved, left }: Pick<Migration, 'moved' | 'left'>,
  keyOf: (finding: ReportFinding) => string | null,
): readonly Subject[] {
  const subjects = new Map<string, { name: string; safe: number; review: number; left: number }>();
  const count = (
    findings: readonly ReportFinding[],
    kindOf: (finding: ReportFinding) => 'safe' | 'review' | 'left',
  ) => {
    for (const finding of findings) {
      const name = keyOf(finding);
      if (name === null) continue;
      const subject = subjects.get(name) ?? { name, safe: 0, review: 0, left: 0 };
      subject[kindOf(finding)] += 1;
      subjects.set(name, subject);
    }
  };
  count(moved, (finding) => (isToReview(finding) ? 'review' : 'safe'));
  count(left, () => 'left');
  return [...subjects.values()].sort((a, b) => byCodeUnits(a.name, b.name));
}

export function progressText({ accepted, gone, fresh }: BaselineProgress): string {
  const share = accepted === 0 ? 100 : Math.floor((100 * gone) / accepted);
  return `Of ${accepted} findings that the baseline accepts, ${gone} are gone (${share} %); ${fresh} are not in it.`;
}
