/** Form values that clients take apart or wrap. */
import { joined } from '../../evaluate/sums.js';
import { isExternal, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';

/** `Buffer.from(text)`, `new Buffer(text)`, `new Blob([text])` → text. */
export function unwrapped(value: Value): Value {
  if (value.kind !== 'call' || !value.args[0]) return value;
  const { callee } = value;
  const buffer =
    isExternal(callee, [null, 'buffer'], 'Buffer') ||
    isExternal(callee, [null], 'Buffer', 'from') ||
    isExternal(callee, ['buffer'], 'Buffer', 'from');
  return buffer ? unwrapped(value.args[0]) : value;
}

/** A body that the client sends as JSON; what is no object is sent as it is. */
export function asJson(value: Value): Value {
  return value.kind === 'object'
    ? { kind: 'encoded', as: 'json', content: value, path: value.path, env: value.env }
    : value;
}

/** Do these headers, all of them known, leave a body's type to the client? */
export function namesNoType(headers: Value | undefined): boolean {
  if (!headers) return true;
  return headers.kind === 'object' && !headers.open && headers.entries.every(({ key }) => !/^content-type$/i.test(key));
}

/** One key with its value, as a form. */
export function field(key: Value, value: Value, path: NodePath): Value {
  const name = literalText(key);
  if (name === null) return { kind: 'unknown', path };
  return { kind: 'object', entries: [{ key: name, when: null, value }], open: false, path } satisfies ObjectValue;
}

/** Pieces written one after another as one body; null when nothing was written. */
export function written(pieces: readonly Value[], path: NodePath): Value | null {
  const [only] = pieces;
  if (!only) return null;
  return pieces.length === 1 ? unwrapped(only) : joined(pieces.map(unwrapped), path);
}
