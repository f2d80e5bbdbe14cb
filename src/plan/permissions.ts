/** `--auth token`: what the token must be allowed for the calls that are migrated, and no more. */
import { operation } from '../catalogue/index.js';
import type { Planned } from '../edit/plan-calls.js';
import type { AccessRuleScope } from '../options.js';

/** The permissions of the v4 requests that the planned calls make, sorted. */
export function permissionsOf(planned: readonly Planned[], { scope }: AccessRuleScope): string[] {
  const ids = planned.flatMap(({ plan }) => plan?.action.operations ?? []);
  // The catalogue names the rules of the user; they may go elsewhere.
  const own = ids.map((id) => id.replace(/^user\.(?=access-rules\.)/, `${scope}.`));
  return [...new Set(own.map((id) => operation(id).permission))].sort();
}

/** One line for the reader; none where nothing is migrated. */
export function permissionAdvice(permissions: readonly string[]): string[] {
  const all = new Set(permissions);
  // Who may edit may read.
  const least = [...all].filter((one) => !all.has(one.replace(/: Read$/, ': Edit')) || !one.endsWith(': Read')).sort();
  if (least.length === 0) return [];
  return [`CLOUDFLARE_API_TOKEN needs these permissions, for the zones that the program works on: ${least.join('; ')}`];
}
