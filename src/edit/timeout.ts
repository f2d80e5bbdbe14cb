/** How long a client waited for an answer, where v4's client can be told the same. */

import type { TransportOption } from '../find/request.js';
import type { V1Call } from '../find/v1-call.js';
import type { MigrationOptions } from '../options.js';

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
export function timeoutOf({ client, transport }: V1Call, { target }: MigrationOptions): number | null {
  const [only, ...others] = transport.filter(({ name }) => name === 'timeout');
  if (target !== 'sdk' || !only || others.length > 0 || !FAIL_BY_TIME.has(client)) return null;
  const { value } = only;
  return value.kind === 'literal' && typeof value.value === 'number' && value.value > 0 ? value.value : null;
}

/** Options of the request that have no counterpart. */
export function lostOptions(call: V1Call, options: MigrationOptions): readonly TransportOption[] {
  return timeoutOf(call, options) === null ? call.transport : call.transport.filter(({ name }) => name !== 'timeout');
}
