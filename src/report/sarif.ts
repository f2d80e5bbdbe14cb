/** `--format sarif`: SARIF 2.1.0 with what GitHub's code scanning asks for. No machine's paths, no times: two runs are equal. */
import type { Severity } from '../finding.js';
import { type Offer, offers } from './changes.js';
import { machineJson } from './machine-json.js';
import { migrationOf } from './migration.js';
import type { Range } from './positions.js';
import type { Report, ReportFinding, ReportPlace } from './report.js';
import { RULE_IDS, RULES } from './rules.js';
import { TOOL } from './version.js';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** Where what v4 offers instead is described. */
const V4_DOCS = 'https://developers.cloudflare.com/api/';
const CONTEXT_LINES = 2;
const MOST_CONTEXT = 5_000;
const ROOT = 'SRCROOT';
/** What GitHub takes of one run. */
const MOST_RESULTS = 25_000;
/** Fixes are left out past this many characters: the upload is limited, packed, to 10 MB. */
const MOST_FIX_TEXT = 4_000_000;

/** @returns JSON with a line end */
export function sarif(report: Report, most = MOST_RESULTS): string {
  const shown = report.findings.slice(0, most);
  const hidden = suppressedOf(report).slice(0, most - shown.length);
  const fixes = fixesOf(report, shown);
  const run = {
    tool: { driver: driver() },
    automationDetails: { id: `${TOOL.name}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
    invocations: [
      {
        executionSuccessful: report.errors.length === 0,
        toolExecutionNotifications: notifications(report, report.findings.length - shown.length),
      },
    ],
    results: [
      // of all results or of none
      ...shown.map((finding) => ({
        ...result(finding, fixes.get(finding)),
        ...(hidden.length > 0 && { suppressions: [] }),
      })),
      ...hidden.map(({ finding, kind }) => ({ ...result(finding, undefined), suppressions: [{ kind }] })),
    ],
  };
  return `${machineJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] })}\n`;
}

/** What comments in the code hide, and what the baseline holds. */
function suppressedOf({ basis: { input, isShown, show } }: Report) {
  const all = (input.suppressed ?? []).filter(({ finding }) => isShown(finding));
  const shown = show();
  return all.map(({ finding, by }) => ({
    finding: shown(finding),
    kind: by === 'comment' ? 'inSource' : 'external',
  }));
}

function driver() {
  const rules = RULE_IDS.map((id) => {
    const { severity, what, why, help } = RULES[id];
    return {
      id,
      // a name that only repeats the id is none
      ...(id.includes('-') ? { name: pascalCase(id) } : {}),
      shortDescription: { text: what },
      fullDescription: { text: `${what} ${why}` },
      help: {
        text: `${help} cfv1 explain ${id} tells more.`,
        markdown: `${help}\n\n\`cfv1 explain ${id}\` tells more.`,
      },
      helpUri: V4_DOCS,
      defaultConfiguration: { level: severity },
      properties: {
        tags: ['cloudflare', 'api-v1'],
        precision: 'very-high',
        'problem.severity': problemSeverity(severity),
      },
    };
  });
  const { name, version } = TOOL;
  return { name, version, semanticVersion: version, informationUri: V4_DOCS, rules };
}

function problemSeverity(severity: Severity): string {
  return severity === 'note' ? 'recommendation' : severity;
}

function result(finding: ReportFinding, fix: object | undefined) {
  const hash = finding.lineHash();
  const links = finding.related.map(({ message }, index) => ` See [${linkText(message)}](${index + 1}).`);
  return {
    ruleId: finding.rule,
    ruleIndex: RULE_IDS.indexOf(finding.rule),
    level: finding.severity,
    message: { text: `${sentence(plainText(finding.message))} ${finding.help}${links.join('')}` },
    locations: [{ physicalLocation: { ...physicalLocation(finding), ...snippets(finding) } }],
    ...(finding.related.length === 0
      ? {}
      : { relatedLocations: finding.related.map((place, index) => relatedLocation(place, index + 1)) }),
    partialFingerprints: {
      ...(hash === null ? {} : { primaryLocationLineHash: hash }),
      'cfv1/v1': finding.fingerprint,
    },
    ...(fix ? { fixes: [fix] } : {}),
    properties: {
      applicability: finding.applicability,
      ...(finding.reason === null ? {} : { reason: finding.reason }),
      ...(finding.action === null ? {} : { action: finding.action }),
      ...(finding.target === null ? {} : { target: finding.target }),
    },
  };
}

function physicalLocation({ file, range }: Pick<ReportPlace, 'file' | 'range'>) {
  return { artifactLocation: artifact(file), region: region(range) };
}

/** The code of the place and of the lines around it, masked, as long as it is of use to a reader. */
function snippets(finding: ReportFinding) {
  const [place, context] = [finding.excerpt(null), finding.excerpt(CONTEXT_LINES)];
  if (!place || !context || context.text.length > MOST_CONTEXT) return {};
  return {
    region: { ...region(place.range), snippet: { text: place.text } },
    contextRegion: { ...region(context.range), snippet: { text: context.text } },
  };
}

function relatedLocation(place: ReportPlace, id: number) {
  return { id, message: { text: sentence(plainText(place.message)) }, physicalLocation: physicalLocation(place) };
}

function artifact(file: string) {
  return { uri: uriOf(file), uriBaseId: ROOT };
}

/** The end is exclusive, as ours is. */
function region({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative URI; a file's name may hold anything. */
export function uriOf(file: string): string {
  return file
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
}

/** The first finding of a file that the migration moves offers the file's whole change: the parts are no use alone. */
function fixesOf(report: Report, shown: readonly ReportFinding[]): ReadonlyMap<ReportFinding, object> {
  const migration = migrationOf(report);
  const offered = new Map(offers(migration));
  const moved = new Set(migration.moved.map(({ fingerprint }) => fingerprint));
  const fixes = new Map<ReportFinding, object>();
  let room = MOST_FIX_TEXT;
  for (const finding of shown) {
    const offer = moved.has(finding.fingerprint) ? offered.get(finding.file) : undefined;
    if (!offer) continue;
    offered.delete(finding.file);
    room -= offer.edits.reduce((sum, { text }) => sum + text.length, 0);
    if (room < 0) break;
    fixes.set(finding, fixOf(finding.file, offer));
  }
  return fixes;
}

function fixOf(file: string, { edits, lines }: Offer) {
  return {
    description: { text: 'Write the file as cfv1 migrate --write does.' },
    artifactChanges: [
      {
        artifactLocation: artifact(file),
        replacements: edits.map((edit) => ({
          deletedRegion: region(lines.range(edit)),
          ...(edit.text === '' ? {} : { insertedContent: { text: edit.text } }),
        })),
      },
    ],
  };
}

function notifications({ errors }: Report, cut: number) {
  const more = {
    level: 'error',
    message: { text: `${cut} more results are left out: GitHub takes no more of one run.` },
  };
  return [
    ...errors.map(({ file, message }) => ({
      level: 'error',
      message: { text: sentence(message) },
      ...(file === null ? {} : { locations: [{ physicalLocation: { artifactLocation: artifact(file) } }] }),
    })),
    ...(cut > 0 ? [more] : []),
  ];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What looks like a link would be taken for one. */
function plainText(text: string): string {
  return text.replace(/\[(?=[^\]]{0,300}\]\()/g, '\\[');
}

function linkText(text: string): string {
  return text.replace(/[[\]\\]/g, '\\$&');
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_all, letter: string) => letter.toUpperCase());
}
