/**
 * A pipeline that knows a made-up language, so that the commands are tested without the real one: `V1SAFE(…)` and
 * `V1REVIEW(…)` become `v4(…)`, `V1MANUAL(…)` stays, `V1WARN` is a warning.
 */
import type { Finding } from '../../src/finding.js';
import type { MigrationOptions } from '../../src/options.js';
import type { Analysis, FileChange, ProjectFacts, SourceText } from '../../src/pipeline.js';

/** What `analyse` was last called with. */
export const seen: { options: MigrationOptions | null; files: readonly string[]; project: ProjectFacts | null } = {
  options: null,
  files: [],
  project: null,
};

export function analyse(sources: readonly SourceText[], project: ProjectFacts, options: MigrationOptions): Analysis {
  seen.options = options;
  seen.files = sources.map(({ file }) => file);
  seen.project = project;
  if (sources.some(({ text }) => text.includes('CRASH'))) throw new Error("boom tkn: 'canary-crash'");
  const findings: Finding[] = [];
  const changes: FileChange[] = [];
  for (const { file, text } of sources) {
    for (const match of text.matchAll(/V1(SAFE|REVIEW|MANUAL|WARN)(?:\([^)]*\))?/g)) {
      findings.push(finding(file, match));
    }
    const wanted = options.safeOnly ? /V1SAFE/g : /V1(?:SAFE|REVIEW)/g;
    const after = text.replace(wanted, 'v4');
    if (after !== text) changes.push({ file, before: text, after });
  }
  if (options.helpers !== null && changes.length > 0) {
    changes.push({ file: options.helpers, before: '', after: 'export function help() {}\n' });
  }
  return {
    findings,
    hidden: [],
    changes,
    parsed: sources.length,
    advice: changes.length > 0 ? ['npm install cloudflare@7'] : [],
  };
}

function finding(file: string, match: RegExpExecArray): Finding {
  const kind = match[1] as 'SAFE' | 'REVIEW' | 'MANUAL' | 'WARN';
  const range = { start: match.index, end: match.index + match[0].length };
  const common = { file, range, fingerprint: `${file}:${match.index}` };
  if (kind === 'WARN') {
    const message = 'a v1 answer is read here';
    return { ...common, rule: 'v1-answer', severity: 'warning', applicability: 'manual', message, related: [] };
  }
  return {
    ...common,
    rule: kind === 'MANUAL' ? 'removed-action' : 'v1-call',
    severity: 'error',
    applicability: kind === 'SAFE' ? 'safe' : kind === 'REVIEW' ? 'review' : 'manual',
    ...(kind === 'SAFE' ? {} : { reason: kind === 'REVIEW' ? 'error-leaves' : 'no-counterpart' }),
    message: `${match[0]} is a call of API v1`,
    related: [{ file, start: 0, end: 1, message: 'the address is written here' }],
    action: kind === 'MANUAL' ? 'ip_lkup' : 'rec_new',
    ...(kind === 'MANUAL' ? {} : { target: 'dns.records.create' }),
    notes: [`form: { tkn: 'canary-note', a: '${kind}' }`],
  };
}
