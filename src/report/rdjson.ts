/** `--format rdjson`: reviewdog's diagnostic format. Columns count UTF-8 bytes. */
import type { Severity } from '../finding.js';
import { type Offer, offers } from './changes.js';
import { ruleOf } from './compact.js';
import { machineJson } from './machine-json.js';
import { migrationOf } from './migration.js';
import type { Report, ReportFinding } from './report.js';
import { TOOL } from './version.js';

const SEVERITY: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };
/** A longer suggestion is none that a person reads in a review. */
const MOST_LINES = 60;

/** @returns JSON with a line end */
export function rdjson(report: Report): string {
  const migration = migrationOf(report);
  const offered = new Map(offers(migration));
  const moved = new Set(migration.moved.map(({ fingerprint }) => fingerprint));
  const diagnostics = report.findings.map((finding) => {
    const offer = moved.has(finding.fingerprint) ? offered.get(finding.file) : undefined;
    // it is the change of the whole file: the first finding of a file offers it, the others need it no more
    if (offer) offered.delete(finding.file);
    return diagnostic(finding, offer);
  });
  return `${machineJson({ source: { name: TOOL.name }, diagnostics })}\n`;
}

function diagnostic(finding: ReportFinding, offer: Offer | undefined) {
  return {
    message: `${finding.message}. ${finding.help}`,
    location: { path: finding.file, range: finding.byteRange() },
    severity: SEVERITY[finding.severity],
    code: { value: ruleOf(finding) },
    ...(offer ? suggestions(offer) : {}),
  };
}

/** Whole lines, so columns are 1 in whatever they count. */
function suggestions({ whole, lines }: Offer): object {
  if (!whole || whole.text.split('\n').length > MOST_LINES) return {};
  return { suggestions: [{ range: lines.range(whole), text: whole.text }] };
}
