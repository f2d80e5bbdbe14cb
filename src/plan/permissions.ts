/** `--auth token`: what the token must be allowed for the calls that are migrated, and no more. */
import { ACTIONS, operation } from '../catalogue/index.js';
import type { ReplacedClient } from '../edit/bridge/replaced-client.js';
import type { BridgedCall, Planned } from '../edit/plan-calls.js';
import type { MigrationOptions } from '../options.js';
import { isServed } from './served.js';
import { sidesOf } from './sides.js';

/** The permissions of the v4 requests that the planned calls make, sorted. */
export function permissionsOf(
  planned: readonly Planned[],
  client: ReplacedClient | null,
  options: MigrationOptions,
): string[] {
  const { scope } = options.accessRules;
  const ids = planned.flatMap(({ plan, bridge }) =>
    bridge
      ? bridgedOperations(bridge.actions, options)
      : plan
        ? sidesOf(plan).flatMap(({ action }) => action.operations)
        : [],
  );
  if (client) ids.push(...bridgedOperations(client.spec.actions, options));
  // The catalogue names the rules of the user; they may go elsewhere.
  const own = ids.map((id) => id.replace(/^user\.(?=access-rules\.)/, `${scope}.`));
  return [...new Set(own.map((id) => operation(id).permission))].sort();
}

/** What a bridge asks of v4; null: any action. */
function bridgedOperations(actions: BridgedCall['actions'], options: MigrationOptions): string[] {
  return ACTIONS.filter((one) => isServed(one, options) && (actions === null || actions.has(one.name))).flatMap(
    ({ operations }) => operations,
  );
}

/** One line for the reader; none where nothing is migrated. */
export function permissionAdvice(permissions: readonly string[]): string[] {
  const all = new Set(permissions);
  // Who may edit may read.
  const least = [...all].filter((one) => !all.has(one.replace(/: Read$/, ': Edit')) || !one.endsWith(': Read')).sort();
  if (least.length === 0) return [];
  return [`CLOUDFLARE_API_TOKEN needs these permissions, for the zones that the program works on: ${least.join('; ')}`];
}
