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

/** Names and texts that try to break out of every format, with a credential in some. */
export const HOSTILE_NAME =
  'a::error::b,c:d%0A##[add-path]x]]>"\'<&\u001b[2J\u202e`|[x](http:y) @me\n::warning::é😀</script>.js';
const HOSTILE_TEXT = `"é😀"; call({ tkn: 'canary-key' }) // ##[group]\n`;

export function hostileReport(more: Partial<ReportInput> = {}): Report {
  const finding = {
    ...FINDINGS[0]!,
    message:
      'a]b[c](1) ::error::x %25\r\n::warning file=y::z ##[command] <script>alert(1)</script> ]]> --> `|` \u001b]8;;x\u0007 \u202e tkn: "canary-key" \ufffe {0}',
    file: HOSTILE_NAME,
    range: span(HOSTILE_TEXT, "call({ tkn: 'canary-key' })"),
    related: [{ file: HOSTILE_NAME, start: 0, end: 6, message: 'see ](x) [y' }],
    action: 'rec_new|`x`',
  };
  return exampleReport({
    findings: [finding, { ...finding, rule: 'hardcoded-credential', severity: 'warning', applicability: 'manual' }],
    sources: [{ file: HOSTILE_NAME, text: HOSTILE_TEXT }],
    errors: [{ file: HOSTILE_NAME, message: '::error::cannot be read\n##[x] tkn: "canary-key"' }],
    migration: {
      done: 'lint',
      changes: [{ file: HOSTILE_NAME, before: HOSTILE_TEXT, after: `${HOSTILE_TEXT}</script><!-- ##[x]\n` }],
      safeOnly: false,
      advice: ['run `npm install` ##[x] </script>'],
    },
    baseline: { accepted: 4, gone: 1, fresh: 2 },
    ...more,
  });
}

/** The report of the example, with what the migration of its file changes. */
export function migrationReport(more: Partial<ReportInput> = {}): Report {
  const after = DNS.replace('await request.post(V1_URL, { form });', 'await cloudflare.dns.records.create(record);');
  return exampleReport({
    migration: {
      done: 'preview',
      changes: [{ file: 'src/dns.ts', before: DNS, after }],
      safeOnly: false,
      advice: ['run `npm install`: package.json asks for cloudflare ^7'],
    },
    ...more,
  });
}

/** A clean run. */
export function emptyReport(): Report {
  return exampleReport({ findings: [], sources: [] });
}
