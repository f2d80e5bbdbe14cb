/** A report with one finding of each kind, for the reporters' tests. */
import type { Finding } from '../../src/finding.js';
import { buildReport, type Report, type ReportInput } from '../../src/report/report.js';

const DNS = `const form = { a: 'rec_new', z: zone,
  tkn: 'canary-key', email: 'canary@example.org' };
await request.post(V1_URL, { form });
lookup(form);
`;
const CONFIG = "exports.V1_URL = 'https://www.cloudflare.com/api_json.html';\n";

function span(text: string, part: string) {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
}

export const FINDINGS: readonly Finding[] = [
  {
    rule: 'v1-call',
    severity: 'error',
    applicability: 'review',
    reason: 'error-leaves',
    message: 'rec_new becomes dns.records.create',
    file: 'src/dns.ts',
    range: span(DNS, 'request.post(V1_URL, { form })'),
    related: [
      { file: 'src/config.ts', ...span(CONFIG, "'https"), message: 'the address is written here' },
      { file: 'src/dns.ts', ...span(DNS, '{ a'), message: "form with tkn: 'canary-key'" },
    ],
    action: 'rec_new',
    target: 'dns.records.create',
    notes: ["tkn is 'canary@example.org'"],
    fingerprint: 'one',
  },
  {
    rule: 'removed-action',
    severity: 'error',
    applicability: 'manual',
    reason: 'threat-score-ended',
    message: 'ip_lkup has no v4 counterpart, threat scores ended with v1',
    file: 'src/dns.ts',
    range: span(DNS, 'lookup(form)'),
    related: [],
    action: 'ip_lkup',
    fingerprint: 'two',
  },
  {
    rule: 'v1-mock',
    severity: 'note',
    applicability: 'manual',
    message: 'nock imitates API v1\u001b[2J',
    file: 'test/\u202edns.js',
    range: { start: 3, end: 9 },
    related: [],
    fingerprint: 'three',
  },
];

export function exampleReport(more: Partial<ReportInput> = {}): Report {
  return buildReport({
    findings: FINDINGS,
    sources: [
      { file: 'src/dns.ts', text: DNS },
      { file: 'src/config.ts', text: CONFIG },
    ],
    files: { scanned: 9, parsed: 2, changed: 1 },
    errors: [],
    quiet: false,
    ...more,
  });
}
