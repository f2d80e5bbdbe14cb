/** What a form holds, however it is written: object, pairs, encoded text, concatenation. */
import type { NodePath } from '../syntax/index.js';
import { evaluate } from './evaluate.js';
import { isEscape } from './libraries.js';
import type { Entry, ObjectValue, Value } from './value.js';

/** The entries of a form value; null when it is no form at all. */
export function asFormEntries(value: Value): ObjectValue | null {
  switch (value.kind) {
    case 'object':
      return value;
    case 'encoded':
      return asFormEntries(value.content);
    case 'array':
      return fromPairs(value);
    case 'literal':
    case 'concat':
      return fromText(value);
    case 'call':
      // `new URLSearchParams(Object.entries(x))`
      return value.callee.kind === 'external' && value.callee.members.join('.') === 'Object.entries' && value.args[0]
        ? asFormEntries(value.args[0])
        : null;
    default:
      return null;
  }
}

function fromPairs(value: Value & { kind: 'array' }): ObjectValue | null {
  const entries: Entry[] = [];
  for (const pair of value.items) {
    const [key, item] = pair.kind === 'array' ? pair.items : [];
    if (key?.kind !== 'literal' || !item) return null;
    entries.push({ key: String(key.value), when: null, value: item });
  }
  return { kind: 'object', entries, open: value.open, path: value.path, env: value.env };
}

/** The pieces of a string with values in it. */
export function pieces(value: Value): readonly Value[] {
  return value.kind === 'concat' ? value.parts : [value];
}

/** `a=rec_load_all&z=` + zone: reads encoded text with values in it. */
function fromText(value: Value): ObjectValue | null {
  const parts = pieces(value);
  const entries: Entry[] = [];
  let key: string | null = '';
  let held: Value[] = [];
  let open = false;
  const close = () => {
    if (key !== null && key !== '' && inValue) entries.push({ key: decode(key), when: null, value: one(held, value) });
    key = '';
    held = [];
    inValue = false;
  };
  let inValue = false;
  for (const part of parts) {
    if (part.kind === 'literal') {
      for (const token of String(part.value ?? '')
        .replace(/^\?/, '')
        .split(/([&=])/)) {
        if (token === '&') close();
        else if (token === '=' && !inValue) inValue = true;
        else if (token === '') continue;
        else if (inValue) held.push({ ...part, value: decode(token) });
        else key += token;
      }
    } else if (inValue) held.push(unescaped(part));
    else {
      const inner: ObjectValue | null = part.kind === 'encoded' ? asFormEntries(part) : null;
      if (inner) entries.push(...inner.entries);
      if (!inner || inner.open) open = true;
    }
  }
  close();
  return entries.length || open ? { kind: 'object', entries, open, path: value.path, env: value.env } : null;
}

function one(held: readonly Value[], whole: Value): Value {
  const [only] = held;
  if (!only) return { kind: 'literal', value: '', path: whole.path, env: whole.env };
  return held.length === 1 ? only : { kind: 'concat', parts: held, path: whole.path, env: whole.env };
}

/** `encodeURIComponent(x)` inside an encoded text stands for x. */
function unescaped(value: Value): Value {
  if (value.kind === 'call' && isEscape(value.callee) && value.args[0]) return value.args[0];
  const { path, env } = value;
  const [argument] = path.isCallExpression() ? (path.get('arguments') as NodePath[]) : [];
  return argument && isEscape(evaluate(path.get('callee') as NodePath, env)) ? evaluate(argument, env) : value;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}
