/** What is said of the comments that hide findings. */

import type { Sifted, Suppression } from '../find/suppressions/suppression.js';
import type { Finding } from '../finding.js';
import { fingerprint } from '../fingerprint.js';

export function suppressionFindings(
  file: string,
  suppressions: readonly Suppression[],
  { unused }: Pick<Sifted, 'unused'>,
): Finding[] {
  const told = suppressions.filter((one) => one.kind !== 'end' && one.reason === '' && !unused.includes(one));
  return [...unused.map((one) => unusedFinding(file, one)), ...told.map((one) => bareFinding(file, one))];
}

function unusedFinding(file: string, { kind, rules, start, end }: Suppression): Finding {
  const what = rules.length === 0 ? 'no finding' : `no finding of ${rules.join(', ')}`;
  return {
    rule: 'unused-suppression',
    severity: 'warning',
    // `lint --fix` takes it out
    applicability: 'safe',
    message: kind === 'end' ? 'cfv1-ignore-end ends nothing that hides a finding' : `cfv1-ignore-${kind} hides ${what}`,
    file,
    range: { start, end },
    related: [],
    fingerprint: fingerprint('unused-suppression', file, `${kind} ${rules.join(' ')}`),
  };
}

function bareFinding(file: string, { kind, rules, start, end }: Suppression): Finding {
  return {
    rule: 'bare-suppression',
    severity: 'warning',
    applicability: 'manual',
    message: `cfv1-ignore-${kind} gives no reason`,
    file,
    range: { start, end },
    related: [],
    fingerprint: fingerprint('bare-suppression', file, `${kind} ${rules.join(' ')}`),
  };
}
