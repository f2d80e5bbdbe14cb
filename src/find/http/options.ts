/** Reading what clients take as options: objects of known keys. */
import { asFormEntries } from '../../evaluate/form.js';
import { entryOf, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import { merge } from '../../evaluate/evaluate.js';
import type { NodePath } from '../../syntax/index.js';
import type { TransportOption } from '../request.js';

/** Options that change how a request travels, whatever the client; the rest of a client's options say what is sent. */
const TRANSPORT = new Set([
  'timeout', 'proxy', 'agent', 'agents', 'agentOptions', 'agentClass', 'httpAgent', 'httpsAgent', 'strictSSL', 'rejectUnauthorized', 'ca', 'cert', 'key', 'pfx', 'passphrase',
  'retry', 'retries', 'maxAttempts', 'maxRetries', 'retryDelay', 'localAddress', 'family', 'tunnel', 'pool', 'dispatcher', 'signal', 'cancelToken', 'lookup', 'socketPath',
  'bodyTimeout', 'headersTimeout', 'open_timeout', 'read_timeout', 'response_timeout', 'secureProtocol', 'ciphers', 'servername', 'hooks', 'cache',
]);

/** The value as an object of options, or null. */
export function asOptions(value: Value | undefined): ObjectValue | null {
  return value?.kind === 'object' ? value : null;
}

/** Several option objects as one: later ones win. */
export function combined(...sources: readonly (Value | null | undefined)[]): ObjectValue | null {
  const present = sources.filter((source): source is Value => Boolean(source));
  const first = present.find((source) => source.kind === 'object');
  if (!first || first.kind !== 'object') return null;
  return present.reduce<ObjectValue>((into, source) => ({ ...into, ...merge(into, source) }), { ...first, entries: [], open: false });
}

/** The value of the first of these options that is set. */
export function option(options: ObjectValue | null, ...names: string[]): Value | undefined {
  for (const name of names) {
    const entry = options && entryOf(options, name);
    if (entry) return entry.value;
  }
  return undefined;
}

/** Upper-case method name; `fallback` where it is not set, null where it is not known. */
export function methodOption(options: ObjectValue | null, fallback: string): string | null {
  const value = option(options, 'method', 'type');
  if (!value) return fallback;
  return literalText(value)?.toUpperCase() ?? null;
}

export function transportOptions(options: ObjectValue | null): TransportOption[] {
  if (!options) return [];
  return options.entries
    .filter((entry) => TRANSPORT.has(entry.key))
    .map((entry) => ({ name: entry.key, path: entry.value.path, value: entry.value }));
}

/** Is the last argument something that is called back? A function, or a name that may hold one. */
export function callbackOf(args: readonly Value[], from = 1): NodePath | null {
  const last = args.at(-1);
  if (!last || args.length <= from) return null;
  if (last.kind === 'function') return last.path;
  return last.kind === 'param' || last.kind === 'member' || last.kind === 'unknown' || last.kind === 'call' || last.kind === 'choice' ? last.path : null;
}

/** Present values as a list. */
export function present(...values: readonly (Value | undefined)[]): Value[] {
  return values.filter((value): value is Value => value !== undefined && !(value.kind === 'literal' && value.value == null));
}

/** True when the value is, or could be, a form. */
export function isForm(value: Value | undefined): boolean {
  return value !== undefined && asFormEntries(value) !== null;
}
