/** Whether a call is to be changed and told: the options ask for it, and no comment of its author hides it. */
import type { Planned } from '../edit/plan-calls.js';
import { isHidden } from '../find/suppressions/of-module.js';
import type { MigrationOptions } from '../options.js';
import { type SourceModule, startOf } from '../syntax/index.js';
import { actionsOf, plannedRule } from './findings.js';
import { isWanted } from './select.js';

export function isCallWanted(planned: Planned, module: SourceModule, options: MigrationOptions): boolean {
  const rule = plannedRule(planned);
  return (
    isWanted({ rule, action: actionsOf(planned)[0]?.name }, options) &&
    !(options.comments && isHidden(module, rule, startOf(planned.call.site.node)))
  );
}
