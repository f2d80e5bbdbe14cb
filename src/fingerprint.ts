/**
 * A name for a finding that stays the same when lines move and when secrets are replaced: rule, path, the call's code
 * without its strings, comments and functions. The first digits are made from those, the last ones tell findings apart
 * that have all of it in common.
 */
import type { Finding } from './finding.js';

const KIND_DIGITS = 24;
const ORDINAL_DIGITS = 8;

/** In: code without anything that may be secret. Out: the digits that all findings of the kind share. */
export function fingerprint(rule: string, file: string, code: string): string {
  // a script of a page is called `page.html#1.js`; its number may change
  const path = file.replace(/#\d+\.\w+$/, '');
  return digits(`${rule}\n${path}\n${unformatted(code)}`, KIND_DIGITS);
}

/** Without what a formatter may change: white space, last commas. */
function unformatted(code: string): string {
  return code
    .replace(/\s+/g, ' ')
    .replace(/ ?([^\w$ ]) ?/g, '$1')
    .replace(/,(?=[)\]}])/g, '')
    .trim();
}

/** The part that findings of one kind in one file have in common. */
export function kindOf(finding: Pick<Finding, 'fingerprint'>): string {
  return finding.fingerprint.slice(0, KIND_DIGITS);
}

/** With the digits that tell them apart, in the order given. */
export function numbered(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const kind = kindOf(finding);
    const ordinal = seen.get(kind) ?? 0;
    seen.set(kind, ordinal + 1);
    return { ...finding, fingerprint: kind + digits(`${kind}\n${ordinal}`, ORDINAL_DIGITS) };
  });
}

function digits(text: string, count: number): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex').slice(0, count);
}
