/** Calls of other files whose answers one file reads, or that it makes through functions of its own. */

import type { ProjectFacts } from '../analysis.js';
import { asGuest } from '../edit/abroad.js';
import type { CallPlan } from '../edit/call-plan.js';
import { planCalls } from '../edit/plan-calls.js';
import { relayedCalls } from '../edit/relays.js';
import { programOf } from '../evaluate/modules/localised.js';
import type { ModuleIndex } from '../evaluate/modules/module-index.js';
import { findCalls } from '../find/calls.js';
import { packageFacts } from '../find/packages/facts.js';
import type { V1Call } from '../find/v1-call.js';
import type { MigrationOptions } from '../options.js';
import { type SourceModule, startOf } from '../syntax/index.js';
import type { FileTask } from './file-result.js';

/** What other files' calls give to this one. */
export interface Guests {
  /** whose answers are read here */
  readonly plans: readonly CallPlan[];
  /** the calls here of functions that hand on what they are answered */
  readonly relayed: readonly V1Call[];
}

/** The calls of other files as this one sees them; null where one of them is not what it was taken for. */
export function guestPlans(
  { guests }: FileTask,
  module: SourceModule,
  project: ProjectFacts,
  options: MigrationOptions,
  index: ModuleIndex,
): Guests | null {
  const found: CallPlan[] = [];
  const relayed: V1Call[] = [];
  for (const { file, starts } of guests) {
    const home = index.module(file);
    const facts = packageFacts(file, project);
    const calls = home ? [...findCalls(home, facts).calls, ...relayedCalls(home, facts)] : [];
    const asked = calls.filter(({ site }) => starts.includes(startOf(site.node)));
    const plans = home ? planCalls(asked, home, options, facts).flatMap(({ plan }) => plan ?? []) : [];
    if (plans.length !== starts.length) return null;
    found.push(...plans.filter(({ abroad, relay }) => abroad || !relay).map((plan) => asGuest(plan, module)));
    const readers = plans.flatMap(({ relay }) => relay?.readers ?? []);
    const isTaken = found.some(({ answer }) => answer.shared.some(({ fn }) => programOf(fn) === module.program.node));
    if ((readers.length > 0 || isTaken) && options.target === 'sdk' && !sharesPackages(file, module.file, project))
      return null;
    relayed.push(...readers.map(({ call }) => call).filter(({ site }) => programOf(site) === module.program.node));
  }
  return { plans: found, relayed };
}

/** Are both of one package, or of one workspace? Else each may have the SDK's classes of its own. */
function sharesPackages(file: string, other: string, project: ProjectFacts): boolean {
  if (packageFacts(file, project).governing === packageFacts(other, project).governing) return true;
  return Object.entries(project.manifests).some(([manifest, text]) => {
    const root = manifest.slice(0, manifest.lastIndexOf('/') + 1);
    return /"workspaces"\s*:/.test(text) && [file, other].every((one) => one.startsWith(root));
  });
}
