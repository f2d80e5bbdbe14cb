/** How long a client waited for an answer, where v4's client can be told the same. */

import { programOf } from '../evaluate/modules/localised.js';
import type { TransportOption } from '../find/request.js';
import type { V1Call } from '../find/v1-call.js';
import { isSettledHost } from '../find/wrappers/settled-host.js';
import type { MigrationOptions } from '../options.js';
import type { SourceModule } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import type { Planned } from './plan-calls.js';

/**
 * Clients whose option `timeout` is a number of milliseconds until the request fails, as that of the SDK is. Node's own
 * is none: it tells that time has passed, and goes on.
 */
const FAIL_BY_TIME: ReadonlySet<string> = new Set([
  'request',
  'request-promise',
  'request-promise-native',
  'request-promise-any',
  'axios',
  'superagent',
  'got',
  'ky',
  'node-fetch',
  'unirest',
  'phin',
  'restler',
  'simple-get',
  'wreck',
]);

/** Milliseconds; null: none is set, or it cannot be carried over. */
export function timeoutOf({ client, transport }: V1Call): number | null {
  const [only, ...others] = transport.filter(isTimeout);
  if (!only || others.length > 0 || !FAIL_BY_TIME.has(client)) return null;
  const { value } = only;
  return value.kind === 'literal' && typeof value.value === 'number' && value.value > 0 ? value.value : null;
}

/** What all requests of a file wait, where its one function for v4 waits as long; null where they differ. */
export function sharedTimeout(plans: readonly CallPlan[]): number | null {
  const [first, ...others] = plans.map(({ call }) => timeoutOf(call));
  return first !== undefined && others.every((one) => one === first) ? first : null;
}

/** Options of the request that have no counterpart, time apart. */
export function lostOptions(call: V1Call): readonly TransportOption[] {
  return call.transport.filter((option) => !isTimeout(option) && !isSettledHost(option));
}

/** Marks the calls whose time limit gets lost: it is no number, others have another, or its error is looked for by code. */
export function withTimeouts(
  planned: readonly Planned[],
  module: SourceModule,
  { target, helpers }: MigrationOptions,
): Planned[] {
  const plans = planned.flatMap(({ plan }) => plan ?? []);
  const isShared = target === 'sdk' || (helpers === null && sharedTimeout(plans) !== null);
  const isTold = /ETIMEDOUT|ESOCKETTIMEDOUT|ECONNABORTED/.test(module.text);
  return planned.map((one) => {
    const option = one.plan?.call.transport.find(isTimeout);
    if (!one.plan || !option || (isShared && !isTold && timeoutOf(one.plan.call) !== null)) return one;
    const path = programOf(option.path) === module.program.node ? option.path : one.call.site;
    one.plan.reasons.push({ id: 'transport-option', path, field: option.name });
    return { ...one, reasons: one.plan.reasons };
  });
}

function isTimeout({ name }: TransportOption): boolean {
  return name === 'timeout';
}
