/** Reports that were written with `--format json`, as one report again. */
import type { Applicability, RuleId, Severity } from '../finding.js';
import type { Report, ReportFinding, ReportPlace, RunError } from './report.js';
import { isRuleId, RULES } from './rules.js';
import { redact, type SafeText } from './safe-text.js';
import type { ActionCounts, Summary } from './summary.js';
import { TOOL } from './version.js';

/** What JSON has of a report; `checked` says whether it is one. */
interface Written {
  readonly summary: Summary;
  readonly findings: readonly WrittenFinding[];
  readonly errors: readonly { readonly file: string | null; readonly message: string }[];
}

interface WrittenFinding extends Omit<ReportPlace, 'message'> {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly applicability: Applicability;
  readonly reason: string | null;
  readonly message: string;
  readonly help: string;
  readonly docs: string;
  readonly action: string | null;
  readonly target?: string;
  readonly related: readonly (Omit<ReportPlace, 'message'> & { readonly message: string })[];
  readonly fingerprint: string;
}

/** Null where the text is no report of this program. */
export function readReport(text: string): Written | null {
  try {
    const value = JSON.parse(text);
    const isOurs = value?.schemaVersion === 1 && value.tool?.name === TOOL.name;
    const whole = isOurs && [value.findings, value.errors, value.summary?.actions].every(Array.isArray);
    return whole && value.findings.every(isFinding) ? (value as Written) : null;
  } catch {
    return null;
  }
}

function isFinding(value: Partial<WrittenFinding> | null): boolean {
  const line = value?.range?.start?.line;
  return typeof value?.file === 'string' && isRuleId(String(value.rule)) && typeof line === 'number';
}

/** One report of all that the parts found. What two of them tell of one place is told once. */
export function mergeReports(parts: readonly Written[]): Report {
  const known = new Map<string, WrittenFinding>();
  for (const { findings } of parts)
    for (const one of findings) known.set(`${one.file}\0${one.rule}\0${one.fingerprint}`, one);
  const findings = [...known.values()].sort(byPlace).map(shownFinding);
  const errors = new Map<string, RunError>();
  for (const one of parts.flatMap((part) => part.errors))
    errors.set(`${one.file}\0${one.message}`, { file: one.file, message: redact(one.message) });
  return {
    findings,
    summary: summaryOf(findings, parts),
    errors: [...errors.values()],
    basis: {
      input: {
        findings: [],
        sources: [],
        files: { scanned: 0, parsed: 0, changed: 0 },
        errors: [],
        quiet: false,
      },
      isShown: () => true,
      show: () => () => {
        throw new Error('a report that was read knows no other findings');
      },
    },
    baseline: null,
  };
}

function byPlace(a: WrittenFinding, b: WrittenFinding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const [first, second] = [a.range.start, b.range.start];
  return first.line - second.line || first.column - second.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

/** Files are counted by the parts, each of which has its own; the findings are counted again. */
function summaryOf(findings: readonly ReportFinding[], parts: readonly Written[]): Summary {
  const severity = { error: 0, warning: 0, note: 0 };
  const applicability = { safe: 0, review: 0, manual: 0 };
  const actions = new Map<SafeText, Record<Applicability, number>>();
  for (const finding of findings) {
    severity[finding.severity] += 1;
    applicability[finding.applicability] += 1;
    if (finding.action === null) continue;
    const counts = actions.get(finding.action) ?? { safe: 0, review: 0, manual: 0 };
    counts[finding.applicability] += 1;
    actions.set(finding.action, counts);
  }
  const sum = (count: (summary: Summary) => number) => parts.reduce((all, { summary }) => all + count(summary), 0);
  return {
    files: {
      scanned: sum(({ files }) => files.scanned),
      parsed: sum(({ files }) => files.parsed),
      changed: sum(({ files }) => files.changed),
      withFindings: new Set(findings.map(({ file }) => file)).size,
    },
    severity,
    applicability,
    actions: [...actions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([action, counts]): ActionCounts => ({ action, ...counts })),
    suppressed: {
      comments: sum(({ suppressed }) => suppressed.comments),
      baseline: sum(({ suppressed }) => suppressed.baseline),
    },
  };
}

/** The code is not at hand: no lines of it are shown. */
function shownFinding(found: WrittenFinding): ReportFinding {
  const optional = (text: string | null | undefined) => (text == null ? null : redact(text));
  return {
    rule: found.rule,
    severity: found.severity,
    applicability: found.applicability,
    reason: optional(found.reason),
    message: redact(found.message),
    why: redact(RULES[found.rule].why),
    help: redact(found.help),
    docs: redact(found.docs),
    file: found.file,
    range: found.range,
    action: optional(found.action),
    target: optional(found.target),
    related: found.related.map(({ file, range, message }) => ({ file, range, message: redact(message) })),
    notes: [],
    fingerprint: found.fingerprint,
    frame: () => null,
    excerpt: () => null,
    byteRange: () => found.range,
    lineHash: () => null,
  };
}
