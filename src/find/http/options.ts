/** Reading what clients take as options: objects of known keys. */

import { merge, unknown } from '../../evaluate/evaluate.js';
import { asFormEntries } from '../../evaluate/form.js';
import { type Entry, entryOf, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';
import type { TransportOption } from '../request.js';

/** Options that change how a request travels, whatever the client; the rest of a client's options say what is sent. */
const TRANSPORT = new Set([
  'timeout',
  'proxy',
  'agent',
  'agents',
  'agentOptions',
  'agentClass',
  'httpAgent',
  'httpsAgent',
  'strictSSL',
  'rejectUnauthorized',
  'ca',
  'cert',
  'key',
  'pfx',
  'passphrase',
  'retry',
  'retries',
  'maxAttempts',
  'maxRetries',
  'retryDelay',
  'localAddress',
  'family',
  'tunnel',
  'pool',
  'dispatcher',
  'signal',
  'cancelToken',
  'lookup',
  'socketPath',
  'bodyTimeout',
  'headersTimeout',
  'open_timeout',
  'read_timeout',
  'response_timeout',
  'secureProtocol',
  'ciphers',
  'servername',
  'hooks',
  'cache',
  'auth',
]);

/** Headers that say how v1's form was written and travelled: they go with it. */
const FORM_HEADERS = new Set([
  'content-type',
  'content-length',
  'accept',
  'accept-encoding',
  'accept-charset',
  'host',
  'connection',
  'cache-control',
  'pragma',
  'transfer-encoding',
  'x-requested-with',
]);

/** The value as an object of options, or null. */
export function asOptions(value: Value | undefined): ObjectValue | null {
  return value?.kind === 'object' ? value : null;
}

/** Several option objects as one: later ones win. */
export function combined(...sources: readonly (Value | null | undefined)[]): ObjectValue | null {
  const given = sources.filter((source): source is Value => source != null);
  const first = given.find((source): source is ObjectValue => source.kind === 'object');
  if (!first) return null;
  let merged: Pick<ObjectValue, 'entries' | 'open'> = { entries: [], open: false };
  for (const source of given) merged = merge(merged, source);
  return { ...first, ...merged };
}

/** The value of the first of these options that is set. */
export function option(options: ObjectValue | null, ...names: string[]): Value | undefined {
  for (const name of names) {
    const entry = options && entryOf(options, name);
    if (entry) return entry.value;
  }
  return undefined;
}

/** Is an option that is true by itself left so? */
export function staysTrue(options: ObjectValue | null, name: string): boolean {
  const value = option(options, name);
  return !value || (value.kind === 'literal' && value.value === true);
}

/** Upper-case method name; `fallback` where it is not set, null where it is not known. */
export function methodOption(options: ObjectValue | null, fallback: string): string | null {
  const value = option(options, 'method', 'type');
  if (!value) return fallback;
  return literalText(value)?.toUpperCase() ?? null;
}

export function transportOptions(options: ObjectValue | null): TransportOption[] {
  if (!options) return [];
  const plain = options.entries.filter((entry) => TRANSPORT.has(entry.key) && !isOnce(entry));
  return [
    ...plain.map((entry) => transport(entry.key, entry.value)),
    ...headerOptions(option(options, 'headers', 'header')),
  ];
}

/** `retry: 0`, `retry: { limit: 0 }`: sent once, as every v4 call is. */
function isOnce({ key, value }: Entry): boolean {
  if (!['retry', 'retries', 'maxRetries'].includes(key)) return false;
  const limit = value.kind === 'object' ? entryOf(value, 'limit')?.value : value;
  return limit?.kind === 'literal' && !limit.value;
}

export function transport(name: string, value: Value): TransportOption {
  return { name, path: value.path, value };
}

/** `form.getHeaders()` of the package `form-data`: they say that this is a form. */
function isOfForm(headers: Value): boolean {
  return headers.kind === 'call' && headers.callee.kind === 'member' && headers.callee.property === 'getHeaders';
}

/** The headers that mean more than "this is a form": `headers.user-agent`, …; `headers` where they are not known. */
export function headerOptions(headers: Value | undefined): TransportOption[] {
  if (!headers || headers.kind === 'literal' || isOfForm(headers)) return [];
  if (headers.kind !== 'object') return [transport('headers', headers)];
  const named = headers.entries.filter((entry) => !FORM_HEADERS.has(entry.key.toLowerCase()));
  const options = named.map((entry) => transport(`headers.${entry.key}`, entry.value));
  return headers.open ? [...options, transport('headers', headers)] : options;
}

export interface ReadOptions {
  readonly options: ObjectValue | null;
  /** what could not be read and may hold more of the form: goes into `body`, so that the form counts as open */
  readonly hidden: readonly Value[];
}

/** Several sources of options as one; what is not known of them is kept apart, not forgotten. */
export function readOptions(...sources: readonly (Value | null | undefined)[]): ReadOptions {
  const given = sources.filter((source): source is Value => source != null && source.kind !== 'literal');
  const options = combined(...given);
  if (options && !options.open) return { options, hidden: [] };
  const opaque = given.filter((source) => source.kind !== 'object');
  const places = opaque.length > 0 ? opaque : options ? [options] : [];
  return { options, hidden: places.map(({ path, env }) => ({ ...unknown(path, env), text: null })) };
}

/** Is the last argument something that is called back? A function, or a name that may hold one. */
export function callbackOf(args: readonly Value[], from = 1): NodePath | null {
  const last = args.at(-1);
  if (!last || args.length <= from) return null;
  if (last.kind === 'function') return last.path;
  // `console.log`; what comes from the environment is no function.
  if (last.kind === 'external') return last.members[0] === 'process' && last.members[1] === 'env' ? null : last.path;
  return last.kind === 'param' ||
    last.kind === 'member' ||
    last.kind === 'unknown' ||
    last.kind === 'call' ||
    last.kind === 'choice'
    ? last.path
    : null;
}

/** Present values as a list. */
export function present(...values: readonly (Value | undefined)[]): Value[] {
  return values.filter(
    (value): value is Value => value !== undefined && !(value.kind === 'literal' && value.value == null),
  );
}

/** True when the value is, or could be, a form. */
export function isForm(value: Value | undefined): boolean {
  return value !== undefined && asFormEntries(value) !== null;
}
