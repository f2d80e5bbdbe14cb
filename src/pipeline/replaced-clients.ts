/** Calls on clients that are made elsewhere, where each of these becomes one that asks v4. */
import type { Finding } from '../finding.js';
import { REASONS } from '../plan/reasons.js';
import type { FileResult } from './file-result.js';

const REASON = 'replaced-client';

/** Nothing of these calls changes, and none of them asks v1 any more. */
export function withReplacedClients(results: readonly FileResult[]): readonly FileResult[] {
  const replaced = new Set(results.flatMap(({ use }) => (use.replaced ? [use.manifest] : [])));
  for (const { use } of results) if (use.holds || use.aliased) replaced.delete(use.manifest);
  if (replaced.size === 0) return results;
  return results.map((result) =>
    replaced.has(result.use.manifest) ? { ...result, findings: result.findings.map(reviewed) } : result,
  );
}

function reviewed(finding: Finding): Finding {
  const { rule, action, applicability } = finding;
  if (rule !== 'v1-package' || action === undefined || applicability !== 'manual') return finding;
  const { applicability: now } = REASONS[REASON];
  return {
    ...finding,
    applicability: now,
    reason: REASON,
    message: `${finding.message}; one with the same methods, which asks v4, takes its place`,
  };
}
